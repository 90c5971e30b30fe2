package protocol

import "strconv"

// respWriter gathers replies. RESP3 has a null and a map of its own.
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

// pairs begins a map, which in RESP2 is an array of twice as many.
func (w *respWriter) pairs(n int) {
	if w.three {
		w.header('%', int64(n))
	} else {
		w.array(2 * n)
	}
}

func (w *respWriter) header(kind byte, n int64) {
	w.out = strconv.AppendInt(append(w.out, kind), n, 10)
	w.out = append(w.out, "\r\n"...)
}
