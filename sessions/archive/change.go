package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"netnet-tui/sessions/atomicfile"
)

// Rename gives a session another name, by which it is kept permanently. A name that is taken is refused.
func (a *Archive) Rename(name, to string) error {
	if err := errors.Join(a.there(name), check(to)); err != nil {
		return err
	}
	return a.move(name+ending, to+ending, to)
}

// Delete moves a session to a place from which it can be restored until the room is needed.
func (a *Archive) Delete(name string) error {
	if err := a.there(name); err != nil {
		return err
	}
	if s, err := a.session(name+ending, name); err == nil && s.Live {
		return fmt.Errorf("session %s is being recorded: end it first", name)
	}
	return a.putAside(name)
}

// putAside moves a session to where it can be restored from.
func (a *Archive) putAside(name string) error {
	_ = a.root.Remove(deleted + "/" + name + ending) // an earlier one with that name
	return a.move(name+ending, deleted+"/"+name+ending, name)
}

// Restore restores a deleted session.
func (a *Archive) Restore(name string) error {
	if err := check(name); err != nil {
		return err
	}
	if _, err := a.root.Lstat(deleted + "/" + name + ending); err != nil {
		return fmt.Errorf("no session %s was deleted, or it is gone: netnet-tui sessions list --deleted shows which can be restored", name)
	}
	return a.move(deleted+"/"+name+ending, name+ending, name)
}

// move renames a file, unless the new name exists.
func (a *Archive) move(from, to, name string) error {
	err := a.root.Link(from, to) // unlike rename, it never replaces a file
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("session %s exists already", name)
	}
	if err == nil {
		err = a.root.Remove(from)
	}
	return err
}

// Copy writes a session to a file, which must not exist yet.
func (a *Archive) Copy(name, file string) error {
	if err := a.there(name); err != nil {
		return err
	}
	from, err := a.root.Open(name + ending)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: name another file", file)
	} else if err != nil {
		return atomicfile.Sentence(file, err)
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(atomicfile.Sentence(file, err), os.Remove(file))
	}
	return nil
}
