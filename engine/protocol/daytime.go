package protocol

import "time"

// newDaytime sends the date and time as text (RFC 867), in the first of the two formats that the RFC calls popular. It
// uses UTC, so that the zone has a name everywhere.
func newDaytime() Once {
	return Once{func(now time.Time) []byte {
		return now.UTC().AppendFormat(nil, "Monday, January 2, 2006 15:04:05-MST\r\n")
	}}
}
