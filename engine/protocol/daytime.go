package protocol

import "time"

// newDaytime says the date and time in words (RFC 867), in the first of the two forms
// the RFC calls popular. It is UTC, so that the zone has a name everywhere.
func newDaytime() Once {
	return Once{func(now time.Time) []byte {
		return now.UTC().AppendFormat(nil, "Monday, January 2, 2006 15:04:05-MST\r\n")
	}}
}
