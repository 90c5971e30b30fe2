package protocol

import (
	"bytes"
	"math"
	"strconv"
)

// The first byte of a reply of several parts. RESP2 has only arrays.
const (
	respArray = '*'
	respSet   = '~'
	respMap   = '%' // counted in pairs
)

// respWriter builds replies. RESP3 has its own null and map.
type respWriter struct {
	out   []byte
	three bool // the connection speaks RESP3
}

func (w *respWriter) line(kind byte, text string) {
	w.out = append(append(append(w.out, kind), text...), "\r\n"...)
}

func (w *respWriter) ok() { w.out = append(w.out, "+OK\r\n"...) }

// fail replies with an error: a code in capitals and a sentence, of one line.
func (w *respWriter) fail(text string) {
	start := len(w.out)
	w.line('-', text)
	for i, b := range w.out[start : len(w.out)-2] {
		if b < ' ' || b == 0x7f {
			w.out[start+i] = ' '
		}
	}
}

func (w *respWriter) integer(n int64) { w.header(':', n) }

// truth replies with 1 or 0.
func (w *respWriter) truth(b bool) {
	if b {
		w.out = append(w.out, ":1\r\n"...)
	} else {
		w.out = append(w.out, ":0\r\n"...)
	}
}

func (w *respWriter) bulk(p []byte) {
	w.header('$', int64(len(p)))
	w.out = append(append(w.out, p...), "\r\n"...)
}

func (w *respWriter) text(s string) {
	w.header('$', int64(len(s)))
	w.out = append(append(w.out, s...), "\r\n"...)
}

func (w *respWriter) null() {
	if w.three {
		w.out = append(w.out, "_\r\n"...)
	} else {
		w.out = append(w.out, "$-1\r\n"...)
	}
}

func (w *respWriter) array(n int) { w.header('*', int64(n)) }

// nullArray replies with the array of something that does not exist.
func (w *respWriter) nullArray() {
	if w.three {
		w.null()
	} else {
		w.array(-1)
	}
}

// pairs begins a map.
func (w *respWriter) pairs(n int) { w.begin(respMap, n) }

// begin begins a reply of several parts. In RESP2 that is an array, with twice as many elements for a map.
func (w *respWriter) begin(kind byte, n int) {
	switch {
	case w.three:
		w.header(kind, int64(n))
	case kind == respMap:
		w.array(2 * n)
	default:
		w.array(n)
	}
}

// double replies with a score, which RESP2 sends as a string.
func (w *respWriter) double(score float64) {
	var room [32]byte
	text := appendScore(room[:0], score)
	if w.three {
		w.line(',', string(text))
		return
	}
	w.bulk(text)
}

// appendScore appends the shortest representation of a score.
func appendScore(to []byte, score float64) []byte {
	switch {
	case math.IsInf(score, 1):
		return append(to, "inf"...)
	case math.IsInf(score, -1):
		return append(to, "-inf"...)
	case score == math.Trunc(score) && math.Abs(score) < 1e17:
		return strconv.AppendInt(to, int64(score), 10)
	}
	return strconv.AppendFloat(to, score, 'g', -1, 64)
}

// wrongNumber replies that a command has too few words, or too many.
func (w *respWriter) wrongNumber(command []byte) {
	w.fail("ERR wrong number of arguments for '" + string(bytes.ToLower(command)) + "' command")
}

func (w *respWriter) header(kind byte, n int64) {
	w.out = strconv.AppendInt(append(w.out, kind), n, 10)
	w.out = append(w.out, "\r\n"...)
}
