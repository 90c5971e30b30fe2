package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/archive"
)

// namesToo says in the help of a command what a FILE may be besides a file, and how its steps are numbered.
const namesToo = `A FILE may be the name of a recorded session, as listed by netnet-tui sessions list; a file
with that name takes precedence. The number of a step is its line in a script, and its place
among the steps in a recording.`

// onFiles returns a command's function that works on the files named by its arguments.
func onFiles(do func(c *cobra.Command, files []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		files := make([]string, len(args))
		for i, arg := range args {
			var err error
			if files[i], err = located(arg); err != nil {
				return err
			}
		}
		return do(c, files)
	}
}

// located returns the file that an argument stands for: the one with this name, or else that of the session with
// this name. A path that does not exist is returned as it is: reading it gives the error.
func located(arg string) (string, error) {
	if _, err := os.Stat(arg); arg == "-" || strings.Contains(arg, "/") || !errors.Is(err, fs.ErrNotExist) {
		return arg, nil
	}
	if file, ok := archive.Find(archive.Folder(), arg); ok {
		return file, nil
	}
	return "", fmt.Errorf("no file and no recording is called %q: netnet-tui sessions list shows the recordings", step.Clip(arg))
}

// fileNames completes a FILE. Shells complete files themselves only if nothing else is offered.
func fileNames(c *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	names, _ := sessionNames(c, nil, begun)
	if len(names) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	files, _ := os.ReadDir(".") // without them, the recordings are still offered
	for _, f := range files {
		switch name := f.Name(); {
		case !strings.HasPrefix(name, begun), strings.HasPrefix(name, "."), strings.Contains(name, ":"):
		case f.IsDir():
			names = append(names, name+"/")
		default:
			names = append(names, name)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// sessionNames completes the first argument of a command with the name of a recorded session.
func sessionNames(_ *cobra.Command, args []string, begun string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	_ = inArchive(func(a *archive.Archive) error { // there is nowhere to say what is wrong
		list, err := a.List()
		for _, s := range list {
			if strings.HasPrefix(s.Name, begun) && !strings.Contains(s.Name, ":") { // at which the script of bash cuts all off
				names = append(names, s.Name)
			}
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}
