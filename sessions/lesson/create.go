package lesson

import (
	_ "embed" // the template
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// template is a lesson to start from; it passes its check as it is.
//
//go:embed template.md
var template string

// Create writes the template of a lesson into a folder, which it makes if needed, and returns the file's
// name. An existing file is left alone: that is an error.
func Create(folder, name string) (file string, err error) {
	if !IsName(name) {
		return "", fmt.Errorf("%q can't be the name of a lesson: write lower-case letters, digits and hyphens, such as half-close", name)
	}
	if _, taken := Load("").Find(name); taken {
		return "", fmt.Errorf("there is a built-in lesson called %s: choose another name", name)
	}
	if folder == "" {
		return "", fmt.Errorf("there is no folder for lessons of your own: set XDG_DATA_HOME")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("%w; set XDG_DATA_HOME to a directory in which you can write", err)
	}
	file = filepath.Join(folder, name+".md")
	title := strings.ReplaceAll(name, "-", " ")
	title = strings.ToUpper(title[:1]) + title[1:]
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return "", fmt.Errorf("there is already a lesson with that name: %s", file)
	} else if err != nil {
		return "", err
	}
	_, err = f.WriteString(strings.ReplaceAll(template, "TITLE", title))
	if closed := f.Close(); err == nil {
		err = closed
	}
	return file, err
}
