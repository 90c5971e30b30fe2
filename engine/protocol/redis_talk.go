package protocol

// redisVersion is the answer to clients that ask for a version: this is not a release of Redis.
const redisVersion = "0.0.0"

func (r *Redis) ping(call redisCall) {
	if len(call.args) == 2 {
		r.reply.bulk(call.args[1])
		return
	}
	r.reply.line('+', "PONG")
}

func (r *Redis) echo(call redisCall) { r.reply.bulk(call.args[1]) }

func (r *Redis) quit(call redisCall) {
	call.kept.quit = true
	r.reply.ok()
}

// hangUp ends a connection without a reply. POST and Host: are lines of HTTP, which a page may make a browser send
// here, with commands in the body; redis-server treats them as an attack as well (securityWarningCommand in
// networking.c).
func (r *Redis) hangUp(call redisCall) { call.kept.quit = true }

// hello selects the version of the protocol and describes the server.
func (r *Redis) hello(call redisCall) {
	three, name, named := call.kept.three, "", false
	if len(call.args) > 1 {
		switch string(call.args[1]) {
		case "2":
			three = false
		case "3":
			three = true
		default:
			r.reply.fail("NOPROTO unsupported protocol version")
			return
		}
		for i := 2; i < len(call.args); i += 2 {
			if !is(call.args[i], "setname") || i+1 == len(call.args) {
				r.reply.fail("ERR HELLO takes SETNAME and a name here, and no AUTH: there is no password")
				return
			}
			if name, named = redisName(call.args[i+1]); !named {
				r.reply.fail(redisBadName)
				return
			}
		}
	}
	if named {
		call.kept.name = name
	}
	call.kept.three, r.reply.three = three, three
	version := int64(2)
	if three {
		version = 3
	}
	r.reply.pairs(7)
	r.textPair("server", "netnet-tui")
	r.textPair("version", redisVersion)
	r.reply.text("proto")
	r.reply.integer(version)
	r.reply.text("id")
	r.reply.integer(int64(call.conn.ID()))
	r.textPair("mode", "standalone")
	r.textPair("role", "master")
	r.reply.text("modules")
	r.reply.array(0)
}

func (r *Redis) textPair(name, value string) {
	r.reply.text(name)
	r.reply.text(value)
}

const redisBadName = "ERR a client's name has at most 64 printing characters of ASCII and no blank"

// redisName checks the name a client gives itself.
func redisName(p []byte) (name string, ok bool) {
	for _, b := range p {
		if b <= ' ' || b >= 0x7f {
			return "", false
		}
	}
	return string(p), len(p) <= 64
}

// selectDB accepts 0: there is one set of keys.
func (r *Redis) selectDB(call redisCall) {
	switch n, ok := parseInteger(call.args[1]); {
	case !ok:
		r.reply.fail(redisNoInteger)
	case n != 0:
		r.reply.fail("ERR DB index is out of range: there is only 0")
	default:
		r.reply.ok()
	}
}

func (r *Redis) client(call redisCall) {
	switch sub, n := call.args[1], len(call.args); {
	case is(sub, "setname") && n == 3:
		name, ok := redisName(call.args[2])
		if !ok {
			r.reply.fail(redisBadName)
			return
		}
		call.kept.name = name
		r.reply.ok()
	case is(sub, "getname") && n == 2 && call.kept.name == "":
		r.reply.null()
	case is(sub, "getname") && n == 2:
		r.reply.text(call.kept.name)
	case is(sub, "setinfo") && n == 4:
		r.reply.ok()
	case is(sub, "id") && n == 2:
		r.reply.integer(int64(call.conn.ID()))
	default:
		r.unknownSub(call)
	}
}

// command replies with the number of commands, but no details.
func (r *Redis) command(call redisCall) {
	switch {
	case len(call.args) > 1 && is(call.args[1], "count"):
		r.reply.integer(int64(len(r.commands)))
	case len(call.args) > 1 && is(call.args[1], "docs"):
		r.reply.pairs(0)
	default:
		r.reply.array(0)
	}
}
