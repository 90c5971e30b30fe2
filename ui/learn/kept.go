package learn

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/part"
)

// kept is the reader's progress, and its file.
type kept struct {
	file     string // "" keeps nothing
	progress lesson.Progress
	err      error
	last     string        // what was last passed to a writer
	writing  chan struct{} // closed when the current writing is done; nil for none
}

// wroteMsg is the result of writing the file.
type wroteMsg struct{ err error }

// read reads the progress.
func (k *kept) read() {
	k.progress = lesson.Progress{}
	if k.file != "" {
		k.progress, k.err = lesson.ReadProgress(k.file)
	}
	k.last = k.progress.Text()
}

// of returns the reader's progress in a lesson.
func (k *kept) of(l *lesson.Lesson) *lesson.State { return k.progress.Of(l.Name) }

// changed returns the text to write, or "" if nothing has changed or nothing can be kept.
func (k *kept) changed() string {
	if k.progress == nil || k.file == "" || k.err != nil {
		return ""
	}
	if now := k.progress.Text(); now != k.last {
		k.last = now
		return now
	}
	return ""
}

// write writes the progress in the background if it has changed, one writing at a time.
func (k *kept) write() tea.Cmd {
	if k.writing != nil {
		return nil
	}
	text := k.changed()
	if text == "" {
		return nil
	}
	file, done := k.file, make(chan struct{})
	k.writing = done
	return func() tea.Msg {
		defer close(done)
		return wroteMsg{lesson.WriteProgress(file, text)}
	}
}

// wrote handles the result of a writing. An error is reported once.
func (k *kept) wrote(h part.Host, m wroteMsg) tea.Cmd {
	k.writing = nil
	if m.err != nil {
		k.err = m.err
		h.Fail("your progress is not saved: " + m.err.Error())
	}
	return k.write()
}

// close writes what has changed before the program ends.
func (k *kept) close() error {
	if k.writing != nil {
		select {
		case <-k.writing: // it would finish after ours
		case <-time.After(time.Second): // it was never started
		}
	}
	text := k.changed()
	if text == "" {
		return nil
	}
	return lesson.WriteProgress(k.file, text)
}
