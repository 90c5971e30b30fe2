package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"netnet-tui/engine/step"
)

// needs refuses fewer than least or more than most arguments. The sentence shows what to write.
func needs(least, most int, sentence string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return errors.New(sentence)
		case len(args) > most:
			return fmt.Errorf("%q is one argument too many: %s", args[most], sentence)
		}
		return nil
	}
}

// onlyFlags refuses all arguments but flags and the subcommands of the command.
func onlyFlags(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	if len(names) == 0 {
		return fmt.Errorf("%q is one argument too many: %s takes only flags", args[0], c.Name())
	}
	if near := step.Nearest(args[0], names); near != "" {
		return fmt.Errorf("%s has no command %q (did you mean %s?)", c.Name(), args[0], near)
	}
	return fmt.Errorf("%s has no command %q: it has %s", c.Name(), args[0], strings.Join(names, ", "))
}

// noFlag returns the error for a flag that the command does not have: a long one, or letters after a single hyphen.
func noFlag(c *cobra.Command, long, short string) error {
	if short != "" {
		return fmt.Errorf("there is no flag -%s", short)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := step.Nearest(long, names); near != "" {
		return fmt.Errorf("there is no flag --%s (did you mean --%s?)", long, near)
	}
	return fmt.Errorf("there is no flag --%s", long)
}

// manyArguments stands for no upper limit.
const manyArguments = 1 << 30

// kinds describes what a flag takes, by the type of its value.
var kinds = map[string]string{
	"bool":     "true or false",
	"duration": "a time, such as 50us or 2s",
	"float64":  "a number",
	"int":      "a whole number",
	"intSlice": "a list of whole numbers, such as 10,1000",
	"uint64":   "a whole number of at least 0",
}

// flagError says that there is no such flag, or what a flag takes if its value cannot be parsed.
func flagError(c *cobra.Command, err error) error {
	var absent *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &absent):
		return noFlag(c, absent.GetSpecifiedName(), absent.GetSpecifiedShortnames())
	case !errors.As(err, &invalid):
		return err
	}
	flag := invalid.GetFlag()
	if kind := kinds[flag.Value.Type()]; kind != "" {
		return fmt.Errorf("--%s: %q is not %s", flag.Name, invalid.GetValue(), kind)
	}
	return fmt.Errorf("--%s: %w", flag.Name, errors.Unwrap(err))
}
