package recording

import (
	"path/filepath"
	"strings"

	"netnet-tui/sessions/basedir"
)

// Ending is the ending of the files of recordings.
const Ending = ".jsonl"

// Folder returns where the recordings of sessions are stored; "" if there is no home directory.
func Folder() string { return basedir.State("sessions") }

// Title returns the name of a recording for people: that of the session if the file is in the folder of the recorded
// sessions, and the file's own otherwise.
func Title(file string) string {
	if filepath.Dir(file) != Folder() {
		return file
	}
	return strings.TrimSuffix(filepath.Base(file), Ending)
}
