package overlay

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// SaveAs writes a text to a file whose name is typed. If the file exists, it asks before replacing it.
type SaveAs struct {
	About string                                     // what is written, in words
	Make  func(file string) (text, said string)      // makes the text for a file, in the background, and the message for when it is in the file
	Back  func(h part.Host, typed string)            // returns to what is saved when the name has been typed, or not; nil for the page
	Done  func(then func(part.Host) tea.Cmd) tea.Msg // returns the message on which then is called
}

// Open asks for the name, and proposes one.
func (s SaveAs) Open(h part.Host, proposed string) {
	back := func(h part.Host, typed string) {
		if s.Back != nil {
			s.Back(h, typed)
		}
	}
	h.Open(&part.Purpose{Sign: "save as", About: s.About, Leave: func(h part.Host) { back(h, proposed) },
		Done: func(h part.Host, text string) tea.Cmd {
			file := strings.TrimSpace(text)
			if file == "" {
				h.Fail("a file needs a name")
				return nil
			}
			h.Shut()
			back(h, file)
			return s.write(file, false)
		}}, proposed)
}

func (s SaveAs) write(file string, replace bool) tea.Cmd {
	return func() tea.Msg {
		text, said := s.Make(file)
		exists, err := part.Save(file, text, 0o600, replace)
		return s.Done(part.Do(func(h part.Host) {
			switch {
			case err != nil:
				h.Fail(err.Error())
			case exists:
				h.Push(&Confirm{Text: Text{Title: "Replace it?", Lines: []string{file + " exists."}}, Does: "replaces it",
					Yes: func(part.Host) tea.Cmd { return s.write(file, true) }})
			default:
				h.Say(said + " in " + file)
			}
		}))
	}
}
