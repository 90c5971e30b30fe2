package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
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

// flagError says what a flag takes if its value cannot be parsed.
func flagError(c *cobra.Command, err error) error {
	var value interface{ GetValue() string }
	_, name, found := strings.Cut(err.Error(), ` for "--`)
	if !found || !errors.As(err, &value) {
		return err
	}
	name, _, _ = strings.Cut(name, `"`)
	flag := c.Flags().Lookup(name)
	if flag == nil {
		return err
	}
	if kind := kinds[flag.Value.Type()]; kind != "" {
		return fmt.Errorf("--%s: %q is not %s", name, value.GetValue(), kind)
	}
	return fmt.Errorf("--%s: %w", name, errors.Unwrap(err))
}
