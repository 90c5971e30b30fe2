package protocol

// httpRefusal is the reason why a request is refused, with the status to send. After most refusals it is unclear where
// the next request begins, so all of them end the connection.
type httpRefusal struct{ status, why string }

func (r httpRefusal) none() bool { return r.status == "" }

var (
	httpBadLine       = httpRefusal{"400 Bad Request", "The request line is not METHOD TARGET HTTP/1.1 with single spaces."}
	httpBadTarget     = httpRefusal{"400 Bad Request", "The target is neither a path nor http:// with a host. With OPTIONS it may be *."}
	httpFragment      = httpRefusal{"400 Bad Request", "The target has a #: what follows it is never sent."}
	httpBadPercent    = httpRefusal{"400 Bad Request", "The path has a % without two hexadecimal digits after it."}
	httpBadField      = httpRefusal{"400 Bad Request", "A field is not NAME: VALUE, or has a blank before its colon or a control character in it."}
	httpFolded        = httpRefusal{"400 Bad Request", "A field continues on a second line that begins with a blank (obs-fold)."}
	httpNoHost        = httpRefusal{"400 Bad Request", "A request of HTTP/1.1 has one Host field with a host and perhaps a port."}
	httpBadLength     = httpRefusal{"400 Bad Request", "Content-Length is not a number, or there are several that differ."}
	httpTwoLengths    = httpRefusal{"400 Bad Request", "With both Content-Length and Transfer-Encoding nobody can know where the request ends."}
	httpBadCoding     = httpRefusal{"400 Bad Request", "Transfer-Encoding is empty, or something follows chunked."}
	httpOldCoding     = httpRefusal{"400 Bad Request", "There is no Transfer-Encoding in HTTP/1.0."}
	httpBadSize       = httpRefusal{"400 Bad Request", "A chunk does not have a hexadecimal size and CR LF before and after its bytes."}
	httpBareLF        = httpRefusal{"400 Bad Request", "A line of a chunked body ends in LF without CR."}
	httpCutShort      = httpRefusal{"400 Bad Request", "The connection ended in the middle of a request."}
	httpBodyTooLong   = httpRefusal{"413 Content Too Large", "The body has more than 1 MiB."}
	httpLineTooLong   = httpRefusal{"414 URI Too Long", "The request line has more than 8 KiB."}
	httpUnmet         = httpRefusal{"417 Expectation Failed", "The only expectation that can be met is 100-continue."}
	httpFieldsTooLong = httpRefusal{"431 Request Header Fields Too Large", "The fields have more than 32 KiB."}
	httpUnknownCoding = httpRefusal{"501 Not Implemented", "The only transfer coding that is known is chunked."}
	httpNoTunnel      = httpRefusal{"501 Not Implemented", "This is not a proxy: CONNECT is not implemented."}
	httpOtherVersion  = httpRefusal{"505 HTTP Version Not Supported", "Only HTTP/1.1 and HTTP/1.0 are spoken."}
)

// refuse answers with an error, as the last answer.
func (h *HTTP) refuse(s *httpConn, r httpRefusal) {
	s.last = true
	h.text(s, r.status, "", r.why)
}
