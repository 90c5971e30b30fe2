package recording

import (
	"errors"
	"fmt"
	"os"
)

// Mark sets the mark of the event with a sequence number, or removes it if word is "". It is appended to
// the file, and among [File.Marks] from then on.
func (f *File) Mark(at uint64, word string) error {
	if f.cut != "" {
		return fmt.Errorf("%s ends within a line: nothing can be written after it", f.name)
	}
	file, err := os.OpenFile(f.file, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return fmt.Errorf("the mark is not written: %w", err)
	}
	if err = errors.Join(Mark{Word: word, At: at}.Append(file), file.Close()); err != nil {
		return fmt.Errorf("the mark is not written: %w", err)
	}
	f.marked.Lock()
	defer f.marked.Unlock()
	f.marks[at] = word
	return nil
}
