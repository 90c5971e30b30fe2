package swarm

import (
	"bytes"
	"encoding/binary"
	"time"
)

// farewell expects a server to say one thing and end the connection.
type farewell struct {
	check func(p []byte) (problem string)
}

func (f *farewell) opening(*client) []byte { return nil }
func (f *farewell) length() uint64         { return 1 }
func (f *farewell) say(*client) []byte     { return nil }

// hear waits for the end.
func (f *farewell) hear(*client, []byte) (used, answers int, bad *Mismatch) { return 0, 0, nil }

func (f *farewell) end(c *client, p []byte, broken bool) (answers int, fair bool, bad *Mismatch) {
	if broken {
		return 0, false, nil
	}
	if want := f.check(p); want != "" {
		return 0, false, c.wrong(p, want)
	}
	return 1, true, nil
}

func newDaytime(Options) speech { return &farewell{checkDaytime} }
func newTime(Options) speech    { return &farewell{checkTime} }
func newQotd(Options) speech    { return &farewell{checkQotd} }

// checkDaytime expects a line (RFC 867).
func checkDaytime(p []byte) (problem string) {
	line := bytes.TrimSuffix(bytes.TrimSuffix(p, []byte("\n")), []byte("\r"))
	if len(line) == 0 || len(line) == len(p) || bytes.ContainsFunc(line, unprintable) {
		return "a line with the date and the time"
	}
	return ""
}

// epoch1900 is the Unix epoch in seconds since 1900, as used by RFC 868.
const epoch1900 = 2_208_988_800

// checkTime expects four bytes that are about the current number of seconds since 1900 (RFC 868).
func checkTime(p []byte) (problem string) {
	const day = 24 * 60 * 60
	if len(p) == 4 {
		if off := int64(int32(binary.BigEndian.Uint32(p) - uint32(time.Now().Unix()+epoch1900))); off > -day && off < day {
			return ""
		}
	}
	return "four bytes that are the seconds since 1900"
}

// checkQotd expects at most 512 characters (RFC 865).
func checkQotd(p []byte) (problem string) {
	if len(p) == 0 || bytes.ContainsFunc(p, func(r rune) bool { return r != '\n' && r != '\r' && r != '\t' && unprintable(r) }) {
		return "a quote of the day"
	}
	if len([]rune(string(p))) > 512 {
		return "at most 512 characters"
	}
	return ""
}

func unprintable(r rune) bool { return r < ' ' || r == 0x7f }
