package protocol

import "bytes"

// Limits of a request, in bytes.
const (
	httpMostLine   = 8 << 10  // the request line
	httpMostFields = 32 << 10 // the header and trailer fields together
	httpMostBody   = 1 << 20
	httpMostSize   = 256 // the line with the size of a chunk
)

// httpHolds is the most that is buffered for one connection: a body.
const httpHolds = httpMostBody / 4 * 5

// httpPhase is the part of a request that comes next.
type httpPhase uint8

const (
	httpLine     httpPhase = iota // the request line
	httpFields                    // a header field, or the empty line after the last
	httpBody                      // bytes of the body, in one piece
	httpSize                      // the size of a chunk
	httpChunk                     // bytes of a chunk
	httpChunkEnd                  // the line end after a chunk
	httpTrailers                  // a trailer field, or the empty line after the last
	httpDone
)

// httpRequest is a request as far as it has arrived. Each line is handled once it is complete, and the bytes of a body
// as they arrive, so it does not matter how the request was split on its way.
type httpRequest struct {
	phase  httpPhase
	method httpMethod
	route  httpRoute
	size   int64 // the N of /bytes/N
	minor  int   // of the version HTTP/1.x

	host askedHost // of the target, or of Host
	own  ownHost   // kept from one request to the next

	named     bool  // the target has a host
	fields    int   // bytes of fields
	hosts     int   // Host fields
	length    int64 // Content-Length, -1 if absent
	coded     bool  // there is a Transfer-Encoding
	chunked   bool  // the last transfer coding is chunked
	close     bool  // Connection: close
	keepAlive bool  // Connection: keep-alive
	expects   bool  // Expect: 100-continue
	unmet     bool  // there is another expectation
	unknown   bool  // a transfer coding that is not implemented

	invite bool  // 100 Continue is to be sent
	left   int64 // bytes missing from the body or its chunk
	total  int64 // bytes of all chunks
	body   []byte
}

// next begins the next request of a connection.
func (r *httpRequest) next() {
	*r = httpRequest{length: -1, body: emptied(r.body), own: r.own}
}

// begun reports whether part of the request has been consumed.
func (r *httpRequest) begun() bool { return r.phase != httpLine }

// take consumes a line or a piece of the body, and returns 0 if it is incomplete.
func (r *httpRequest) take(c Conn, p []byte) (used int, bad httpRefusal) {
	switch r.phase {
	case httpBody, httpChunk:
		return r.takeBody(p), httpRefusal{}
	case httpChunkEnd:
		return r.takeChunkEnd(p)
	case httpLine, httpFields, httpSize, httpTrailers, httpDone:
		return r.takeLineOf(c, p)
	}
	return 0, httpRefusal{}
}

// takeLineOf consumes a line of the request, and returns 0 if it is incomplete.
func (r *httpRequest) takeLineOf(c Conn, p []byte) (used int, bad httpRefusal) {
	end := bytes.IndexByte(p, '\n')
	whole := end >= 0
	line, length := p, len(p)+1 // at least
	if whole {
		line, length = p[:end], end+1
	}
	if bad := r.tooLong(line, length); !bad.none() || !whole {
		return 0, bad
	}
	line, ok := bytes.CutSuffix(line, []byte("\r"))
	if !ok && r.phase >= httpSize {
		return 0, httpBareLF
	}
	switch r.phase {
	case httpLine:
		if len(line) > 0 { // RFC 9112, 2.2: an empty line before a request is ignored
			bad = r.takeLine(line)
		}
	case httpSize:
		bad = r.takeSize(line)
	case httpFields:
		r.fields += length
		if len(line) == 0 {
			bad = r.endFields(c)
		} else {
			bad = r.takeField(line)
		}
	case httpTrailers:
		r.fields += length
		if len(line) == 0 {
			r.phase = httpDone
		} else {
			_, _, bad = cutField(line)
		}
	case httpBody, httpChunk, httpChunkEnd, httpDone: // no lines
	}
	return length, bad
}

// tooLong refuses a line if it is too long. The line may be incomplete: it has at least length bytes.
func (r *httpRequest) tooLong(line []byte, length int) httpRefusal {
	switch r.phase {
	case httpLine:
		if len(bytes.TrimSuffix(line, []byte("\r"))) > httpMostLine {
			method, _, _ := bytes.Cut(line, []byte(" "))
			r.method = findMethod(method)
			return httpLineTooLong
		}
	case httpSize:
		if length > httpMostSize {
			return httpBadSize
		}
	default:
		if r.fields+length > httpMostFields {
			return httpFieldsTooLong
		}
	}
	return httpRefusal{}
}

// takeLine reads the request line.
func (r *httpRequest) takeLine(line []byte) httpRefusal {
	method, target, minor, bad := cutRequestLine(line)
	r.minor, r.method = minor, findMethod(method)
	if !bad.none() {
		return bad
	}
	if r.method == methodConnect {
		return httpNoTunnel
	}
	authority, target := cutAuthority(target)
	if r.named = authority != nil; r.named {
		if len(authority) == 0 || !isHost(authority) {
			return httpBadTarget
		}
		r.host = readHost(authority)
	}
	switch {
	case len(target) > 0:
	case r.method == methodOptions: // asks about the server (RFC 9112, 3.2.4)
		target = []byte("*")
	default:
		target = []byte("/")
	}
	r.route, r.size, bad = findRoute(r.method, target)
	r.phase = httpFields
	return bad
}

// endFields checks all fields together and begins the body.
func (r *httpRequest) endFields(c Conn) httpRefusal {
	switch {
	case r.coded && r.length >= 0:
		return httpTwoLengths
	case r.coded && r.minor == 0:
		return httpOldCoding
	case r.unknown:
		return httpUnknownCoding
	case r.hosts > 1 || r.hosts == 0 && r.minor > 0:
		return httpNoHost
	case (r.hosts == 1 || r.named) && !r.own.is(c, r.host):
		return httpRefusal{"421 Misdirected Request", misdirected(c)}
	case r.length > httpMostBody:
		return httpBodyTooLong
	case r.unmet && r.minor > 0:
		return httpUnmet
	}
	switch {
	case r.chunked:
		r.phase = httpSize
	case r.length > 0:
		r.phase, r.left = httpBody, r.length
	default:
		r.phase = httpDone
		return httpRefusal{}
	}
	r.invite = r.expects && r.minor > 0
	return httpRefusal{}
}
