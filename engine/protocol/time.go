package protocol

import (
	"encoding/binary"
	"time"
)

// since1900 is the number of seconds from 1 January 1900 to 1 January 1970, as given in RFC 868.
const since1900 = 2_208_988_800

// newTime sends the seconds since 1900 (RFC 868). The 32 bits wrap around in 2036.
func newTime() Once {
	return Once{func(now time.Time) []byte {
		return binary.BigEndian.AppendUint32(nil, uint32(now.Unix()+since1900))
	}}
}
