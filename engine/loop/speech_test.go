package loop_test

import (
	"encoding/binary"
	"strings"
)

// Opening messages of clients.
var (
	webSocketHello = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
	zmqHello = "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x01NULL" + strings.Repeat("\x00", 48) +
		"\x04\x1c\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"
)

// webSocketFrame returns a binary message whose mask changes nothing (RFC 6455, 5.2).
func webSocketFrame(text string) string {
	head := binary.BigEndian.AppendUint64([]byte{0x82, 0x80 | 127}, uint64(len(text)))
	switch {
	case len(text) < 126:
		head = []byte{0x82, 0x80 | byte(len(text))}
	case len(text) < 1<<16:
		head = binary.BigEndian.AppendUint16([]byte{0x82, 0x80 | 126}, uint16(len(text)))
	}
	return string(head) + "\x00\x00\x00\x00" + text
}

// zmqPart returns a part of a message that is followed by more.
func zmqPart(text string) string {
	return string(binary.BigEndian.AppendUint64([]byte{3}, uint64(len(text)))) + text
}

// zmqFrame returns a message of one part.
func zmqFrame(text string) string {
	if len(text) < 256 {
		return string([]byte{0, byte(len(text))}) + text
	}
	return string(binary.BigEndian.AppendUint64([]byte{2}, uint64(len(text)))) + text
}
