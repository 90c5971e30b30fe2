package command

import (
	"errors"

	"netnet-tui/sessions/archive"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/sessions"
)

// kept gives the page of sessions access to the archive. It opens the archive for each operation: one
// session is being recorded while others come and go.
type kept struct{}

// List returns all sessions, newest first.
func (kept) List() ([]sessions.Entry, error) {
	var entries []sessions.Entry
	err := inArchive(func(a *archive.Archive) error {
		list, err := a.List()
		for _, s := range list {
			file, wrong := a.Path(s.Name)
			if wrong != nil { // it has just been deleted
				continue
			}
			e := sessions.Entry{File: file, Begun: s.Begun, Steps: s.Steps, Size: s.Size, Network: s.Network, Script: s.Script, Left: s.Left, Now: s.Live}
			if s.Named {
				e.Name = s.Name
			}
			entries = append(entries, e)
		}
		return err
	})
	return entries, err
}

// Rename gives a session a name.
func (kept) Rename(file, name string) error {
	if name == "" {
		return errors.New("a session that has a name keeps it until it is given another")
	}
	return inArchive(func(a *archive.Archive) error { return a.Rename(recording.Title(file), name) })
}

// Delete removes a session from the list; Restore can bring it back.
func (kept) Delete(file string) error {
	return inArchive(func(a *archive.Archive) error { return a.Delete(recording.Title(file)) })
}

// Restore brings back a deleted session.
func (kept) Restore(file string) error {
	return inArchive(func(a *archive.Archive) error { return a.Restore(recording.Title(file)) })
}

// inArchive calls do with the archive of recorded sessions.
func inArchive(do func(*archive.Archive) error) error {
	a, err := archive.Open(archive.Folder())
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}
