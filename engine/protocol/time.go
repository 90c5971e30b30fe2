package protocol

import (
	"encoding/binary"
	"time"
)

// since1900 is 1 January 1970 in seconds since 1 January 1900, as RFC 868 gives it.
const since1900 = 2_208_988_800

// newTime sends the seconds since 1900 (RFC 868). The 32 bits last until 2036 and
// then begin again.
func newTime() Once {
	return Once{func(now time.Time) []byte {
		return binary.BigEndian.AppendUint32(nil, uint32(now.Unix()+since1900))
	}}
}
