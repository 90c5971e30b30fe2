package protocol

import "time"

// httpDate makes the Date field of answers (RFC 9110, section 6.6.1) once a second.
type httpDate struct {
	line   []byte // for this second
	second int64  // since 1970
}

// at returns the field, with its line end. It is valid until the next call.
func (d *httpDate) at(now time.Time) []byte {
	if second := now.Unix(); second != d.second || d.line == nil {
		d.second = second
		d.line = now.UTC().AppendFormat(append(d.line[:0], "Date: "...), "Mon, 02 Jan 2006 15:04:05 GMT\r\n")
	}
	return d.line
}
