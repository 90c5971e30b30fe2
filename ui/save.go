package ui

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/ui/part"
)

// savedMsg reports that a script was written, or why it was not.
type savedMsg struct {
	file   string
	steps  int
	exists bool // the file exists and was left alone
	err    error
}

func (s *Screen) nothingToSave(part.Host) string {
	if s.store.Journal.Len() == 0 {
		return "nothing has been done yet that could be saved"
	}
	return ""
}

// save prompts for the name of the file.
func (s *Screen) save(part.Host) {
	s.uncover(0)
	s.Open(s.savePurpose(), s.options.SaveAs)
}

// savePurpose returns the prompt for the file name of the session's script.
func (s *Screen) savePurpose() *part.Purpose {
	warned := ""
	return &part.Purpose{
		Sign: "save as", About: "the steps so far, as a script that runs",
		Typed: func(part.Host, string) { warned = "" },
		Done: func(_ part.Host, text string) tea.Cmd {
			file := strings.TrimSpace(text)
			if file == "" {
				s.entry.Blame(errors.New("a file needs a name"))
				return nil
			}
			over := warned == file
			warned = file
			return saveScript(file, s.store.Journal.Script(s.store.Network.Lab()), s.store.Journal.Len(), over)
		},
	}
}

func saveScript(file, text string, steps int, over bool) tea.Cmd {
	return func() tea.Msg {
		exists, err := part.Save(file, text, 0o644, over)
		return savedMsg{file: file, steps: steps, exists: exists, err: err}
	}
}

func (s *Screen) saved(m savedMsg) {
	switch {
	case m.err != nil:
		s.entry.Blame(m.err)
		if s.entry.Purpose == nil {
			s.Fail(m.err.Error())
		}
	case m.exists:
		s.entry.Blame(errors.New(m.file + " exists: press enter again to overwrite it"))
	default:
		s.Shut()
		s.options.SaveAs = m.file
		s.Say(fmt.Sprintf("saved %s; repeat with: netnet-tui run %s", step.Counted(m.steps, "step"), step.ShellWord(m.file)))
	}
}
