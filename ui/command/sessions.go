package command

import (
	"errors"

	"github.com/spf13/cobra"

	"netnet-tui/sessions/archive"
	"netnet-tui/sessions/output"
)

func (p *program) sessions() *cobra.Command {
	c := &cobra.Command{
		Use:   "sessions",
		Short: "List, name, delete, restore and copy the recorded sessions",
		Long: `Every session of the screen is recorded, from its first step, into a file of its own in
$XDG_STATE_HOME/netnet-tui/sessions, unless the screen was started with --no-record. Its
name can be used in place of a file in run, why, diff, export, and after netnet-tui itself.

Stepping back begins another session. The one that was left stays, and says to which step it
was stepped back; if all its steps were only made again themselves, it is deleted.

Together they take at most 1 GiB: deleted sessions are dropped first, then the oldest ones
that you have not named.`,
		Args: onlyFlags,
		RunE: func(*cobra.Command, []string) error {
			return errors.New("sessions needs a command: netnet-tui sessions list, rename, delete, restore, copy or path")
		},
	}
	c.AddCommand(p.sessionsList(), p.sessionsRename(), p.sessionsDelete(), p.sessionsRestore(), p.sessionsCopy(), p.sessionsPath())
	return c
}

// onSessions sets a command's function to one that works on the archive of recorded sessions.
func (p *program) onSessions(c *cobra.Command, do func(a *archive.Archive, args []string) error) *cobra.Command {
	c.RunE = func(_ *cobra.Command, args []string) error {
		p.report(inArchive(func(a *archive.Archive) error { return do(a, args) }))
		return nil
	}
	return c
}

func (p *program) sessionsList() *cobra.Command {
	var array, deleted bool
	c := p.onSessions(&cobra.Command{
		Use:     "list [WORD…]",
		Short:   "List the sessions, the newest first, or those whose names have all the words",
		Example: "netnet-tui sessions list\nnetnet-tui sessions list --deleted",
	}, func(a *archive.Archive, words []string) error {
		all := a.List
		if deleted {
			all = a.Deleted
		}
		list, err := all()
		if err != nil {
			return err
		}
		return archive.Print(p.Out, archive.Having(list, words), array)
	})
	asJSON(c, &array, "a JSON array")
	c.Flags().BoolVar(&deleted, "deleted", false, "the deleted sessions that can be restored")
	return c
}

func (p *program) sessionsRename() *cobra.Command {
	return p.onSessions(&cobra.Command{
		Use:               "rename NAME NEW",
		Short:             "Give a session a name, which also keeps it from being removed",
		Example:           "netnet-tui sessions rename '2026-11-28 12.00.00' 'why 40 ms'",
		ValidArgsFunction: sessionNames,
		Args:              needs(2, 2, "sessions rename needs a session and a new name: netnet-tui sessions rename NAME NEW"),
	}, func(a *archive.Archive, names []string) error { return a.Rename(names[0], names[1]) })
}

func (p *program) sessionsDelete() *cobra.Command {
	return p.onSessions(&cobra.Command{
		Use:               "delete NAME",
		Short:             "Delete a session; restore brings it back",
		Example:           "netnet-tui sessions delete '2026-11-28 12.00.00'",
		ValidArgsFunction: sessionNames,
		Args:              needs(1, 1, "sessions delete needs a session: netnet-tui sessions delete NAME"),
	}, func(a *archive.Archive, names []string) error { return a.Delete(names[0]) })
}

func (p *program) sessionsRestore() *cobra.Command {
	return p.onSessions(&cobra.Command{
		Use:     "restore NAME",
		Short:   "Restore a deleted session",
		Example: "netnet-tui sessions restore '2026-11-28 12.00.00'",
		Args:    needs(1, 1, "sessions restore needs a session: netnet-tui sessions restore NAME"),
	}, func(a *archive.Archive, names []string) error { return a.Restore(names[0]) })
}

func (p *program) sessionsCopy() *cobra.Command {
	return p.onSessions(&cobra.Command{
		Use:               "copy NAME FILE",
		Short:             "Copy a session to a file, to give to others",
		Example:           "netnet-tui sessions copy 'why 40 ms' bug.jsonl",
		ValidArgsFunction: sessionNames,
		Args:              needs(2, 2, "sessions copy needs a session and a file: netnet-tui sessions copy NAME FILE"),
	}, func(a *archive.Archive, args []string) error { return a.Copy(args[0], args[1]) })
}

func (p *program) sessionsPath() *cobra.Command {
	return p.onSessions(&cobra.Command{
		Use:               "path NAME",
		Short:             "Print the file of a session",
		Example:           `cat "$(netnet-tui sessions path 'why 40 ms')"`,
		ValidArgsFunction: sessionNames,
		Args:              needs(1, 1, "sessions path needs a session: netnet-tui sessions path NAME"),
	}, func(a *archive.Archive, names []string) error {
		path, err := a.Path(names[0])
		if err != nil {
			return err
		}
		return output.Line(p.Out, path)
	})
}
