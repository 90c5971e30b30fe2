package learn

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/part"
)

// kept is how far the reader has come, and its file.
type kept struct {
	file     string // "" keeps nothing
	progress lesson.Progress
	err      error
	last     string // what was handed to the last writing
	writing  bool
}

// wroteMsg says what came of a writing.
type wroteMsg struct{ err error }

// read reads what was kept.
func (k *kept) read() {
	k.progress = lesson.Progress{}
	if k.file != "" {
		k.progress, k.err = lesson.ReadProgress(k.file)
	}
	k.last = k.progress.Text()
}

// of is how far the reader has come with a lesson.
func (k *kept) of(l *lesson.Lesson) *lesson.State { return k.progress.Of(l.Name) }

// write writes the progress where it has changed, beside what goes on; one writing at a time.
func (k *kept) write() tea.Cmd {
	if k.progress == nil || k.file == "" || k.writing || k.err != nil {
		return nil
	}
	now := k.progress.Text()
	if now == k.last {
		return nil
	}
	k.writing, k.last = true, now
	file := k.file
	return func() tea.Msg { return wroteMsg{lesson.WriteProgress(file, now)} }
}

// wrote takes what came of a writing. What can't be written is said once.
func (k *kept) wrote(h part.Host, m wroteMsg) tea.Cmd {
	k.writing = false
	if m.err != nil {
		k.err = m.err
		h.Fail("how far you are is not kept: " + m.err.Error())
	}
	return k.write()
}
