--= r
local r, e = 0, 0 -- the result of the last call, and its errno (0 for none)
--= answer
-- answer stores the result of a call.
local function answer(n)
    r = tonumber(n)
    e = r == -1 and ffi.errno() or 0
end
--= held
local held -- whether the awaited condition holds
--= i
local i -- the round
--= data
local data = ffi.new("uint8_t[?]", DATA_SIZE) -- the bytes received
--= got
-- got reports whether exactly these bytes were received.
local function got(text) return e == 0 and r == #text and ffi.string(data, r) == text end
--= contains
-- contains reports whether the bytes received contain these.
local function contains(text) return e == 0 and ffi.string(data, math.min(r, DATA_SIZE)):find(text, 1, true) ~= nil end
--= count
-- count is the number read from an eventfd or a timerfd.
local function count() return tonumber(ffi.cast("uint64_t *", data)[0]) end
--= board
-- board is shared by the processes: the number of the step whose turn it is, and whether a process has failed.
local board = ffi.cast("volatile int *", C.mmap(nil, 4096, bit.bor(C.PROT_READ, C.PROT_WRITE), bit.bor(C.MAP_SHARED, C.MAP_ANONYMOUS), -1, 0))
local me, pids = 0, {} -- the number of this process (0 is the first), and the pids of the others
--= stop
local function stop(status)
    io.stdout:flush()
    C._exit(status)
end
--= stop_all
local function stop(status)
    if status ~= 0 then board[1] = status end
    io.stdout:flush()
    C._exit(status)
end
--= turn
-- turn reports whether this process makes the step; it first waits until the steps before it are done.
local function turn(process, nth)
    if process ~= me then return false end
    while board[0] ~= nth do
        if board[1] ~= 0 then stop(board[1]) end
        C.usleep(200)
    end
    return true
end
--= done
local function done() board[0] = board[0] + 1 end
--= now
local function now()
    local t = ffi.new("int64_t[2]")
    C.clock_gettime(C.CLOCK_MONOTONIC, t)
    return tonumber(t[0]) + tonumber(t[1]) / 1e9
end
--= deadline
local deadline, tries = 0, 0 -- when to stop retrying, and the number of retries
--= within
-- within sets the deadline for retries.
local function within(seconds) deadline, tries = now() + seconds, 0 end
--= backoff
-- backoff pauses before a retry, 1 ms at first and 16 ms at most, if pause is set. It reports whether there is time for one.
local function backoff(pause)
    local left = deadline - now()
    if pause and left > 0 then C.usleep(math.min(left * 1e6, 1000 * 2 ^ math.min(tries, 4))) end
    tries = pause and tries + 1 or 0
    return left > 0
end
--= retryable
-- retryable reports whether the call may succeed if it is retried.
local function retryable() return e == C.EAGAIN or e == C.EINPROGRESS or e == C.EALREADY end
--= warn
-- warn prints the error of a step that expects nothing; the program continues.
local function warn(line, step)
    if e ~= 0 then io.stderr:write(("%s:%d: %s: %s\n"):format(source, line, step, ffi.string(C.strerror(e)))) end
end
--= need
-- need exits if the step failed, because later steps need its descriptor.
local function need(line, step)
    warn(line, step)
    if e ~= 0 then stop(1) end
end
--= expect
-- expect exits if what a step expects does not hold.
local function expect(holds, line, step)
    if holds then return end
    io.stderr:write(("%s:%d: does not hold: %s (answer %d, %s)\n"):format(source, line, step, r, ffi.string(C.strerror(e))))
    stop(1)
end
--= i16
local function i16(n) return ffi.string(ffi.new("uint16_t[1]", n), 2) end
--= ints
-- ints returns ints as C lays them out.
local function ints(...)
    local list = { ... }
    for n = 1, #list do list[n] = ffi.string(ffi.new("int32_t[1]", list[n]), 4) end
    return table.concat(list)
end
--= longs
local function longs(...)
    local list = { ... }
    for n = 1, #list do list[n] = ffi.string(ffi.new("int64_t[1]", list[n]), 8) end
    return table.concat(list)
end
--= htons
local function htons(n) return string.char(math.floor(n / 256), n % 256) end
--= inet
local function inet(family, host)
    local raw = ffi.new("uint8_t[16]")
    C.inet_pton(family, host, raw)
    return ffi.string(raw, family == C.AF_INET and 4 or 16)
end
--= ipv4
local function ipv4(host, port) return i16(C.AF_INET) .. htons(port) .. inet(C.AF_INET, host) .. ("\0"):rep(8) end
--= ipv6
local function ipv6(host, port, scope) return i16(C.AF_INET6) .. htons(port) .. "\0\0\0\0" .. inet(C.AF_INET6, host) .. ints(scope) end
--= path
-- path returns the address of a Unix socket. An abstract name begins with a NUL and has no file.
local function path(name)
    return i16(C.AF_UNIX) .. name .. ((name:byte() ~= 0 and #name < 108) and "\0" or "")
end
--= to
local to -- the address that a call takes or fills in
--= name
-- name returns the address that call fills in, nil if there is none.
local function name(call, fd, room)
    local address, length = ffi.new("uint8_t[128]"), ffi.new("unsigned[1]", room or 128)
    if call(fd, address, length) == -1 then return nil end
    return ffi.string(address, math.min(length[0], 128))
end
--= sockname
-- sockname returns the local address of a socket, nil if there is none.
local function sockname(fd) return name(C.getsockname, fd) end
--= peer
local function peer(fd) return name(C.getpeername, fd) end
--= has
-- has reports whether the address has these bytes at that offset.
local function has(text, at, bytes) return text ~= nil and text:sub(at + 1, at + #bytes) == bytes end
--= address_text
local function address_text(a)
    if not a or a == "" then return "none" end
    local family, host = a:byte(1) + 256 * a:byte(2), ffi.new("char[64]")
    if family == C.AF_INET or family == C.AF_INET6 then
        local from = family == C.AF_INET and 5 or 9
        return ("%s:%d"):format(ffi.string(C.inet_ntop(family, a:sub(from), host, 64)), a:byte(3) * 256 + a:byte(4))
    end
    return ("family %d: %q"):format(family, a:sub(3))
end
--= states
-- states are the states of TCP (include/net/tcp_states.h).
local states = { [0] = "CLOSED", "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
    "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING", "SYN-RECEIVED" }
--= proc
-- proc returns the contents of a file of /proc.
local function proc(file)
    local f = io.open(file)
    local text = f and f:read("*a") or ""
    if f then f:close() end
    return text
end
--= afterlife
-- afterlife returns the state of a connection whose socket is closed, from /proc.
local function afterlife(here, there)
    local function hex(a)
        local words = ffi.cast("const uint32_t *", ffi.cast("const char *", a) + (#a == 16 and 4 or 8))
        local text = ""
        for n = 0, #a == 16 and 0 or 3 do text = text .. ("%08X"):format(tonumber(words[n])) end
        return text .. (":%04X"):format(a:byte(3) * 256 + a:byte(4))
    end
    if not here or #here ~= 16 and #here ~= 28 then return "CLOSED" end
    local found = "CLOSED"
    for line in proc(#here == 16 and "/proc/net/tcp" or "/proc/net/tcp6"):gmatch("[^\n]+") do
        local a, b, number = line:match("^%s*%d+: (%S+) (%S+) (%x%x)")
        number = number and tonumber(number, 16)
        if a == hex(here) and (there and b == hex(there) or not there and number == 6) then -- without a peer only the local address is known
            found = states[number] or found
        end
    end
    return found
end
--= info
-- info returns a field of TCP_INFO, given its place: offset and size in bytes, shift, and the number of bits (0 for all).
local function info(fd, field)
    local at, size, shift, bits = unpack(field)
    local raw, length = ffi.new("uint8_t[512]"), ffi.new("unsigned[1]", 512)
    if C.getsockopt(fd, C.IPPROTO_TCP, C.TCP_INFO, raw, length) == -1 then return -1 end
    local n = 0
    for k = size - 1, 0, -1 do n = n * 256 + raw[at + k] end
    if bits > 0 then n = math.floor(n / 2 ^ shift) % 2 ^ bits end
    return n
end
--= option
-- option returns the value of an int option.
local function option(fd, level, name)
    local n, length = ffi.new("int[1]"), ffi.new("unsigned[1]", 4)
    if C.getsockopt(fd, level, name, n, length) == -1 then return -1 end
    return n[0]
end
--= state
-- state returns the state of a socket: for TCP its name in RFC 9293.
local function state(fd)
    local number = info(fd, { 0, 1, 0, 0 }) -- tcpi_state
    if number >= 0 then
        return states[number] == "CLOSED" and afterlife(sockname(fd), peer(fd)) or states[number] or "CLOSED"
    end
    if option(fd, C.SOL_SOCKET, C.SO_ACCEPTCONN) > 0 then return "LISTEN" end
    return peer(fd) and "ESTABLISHED" or "UNCONNECTED"
end
--= ask
-- ask makes an ioctl that answers with a number.
local function ask(fd, request, number)
    local n = ffi.new("int[1]", number)
    if C.ioctl(fd, request, n) == -1 then return -1 end
    return n[0]
end
--= set_flag
-- set_flag sets or clears one flag of a descriptor and keeps the others.
local function set_flag(fd, get, set, flag, on)
    local flags = C.fcntl(fd, get)
    if flags == -1 then return -1 end
    flags = on and bit.bor(flags, flag) or bit.band(flags, bit.bnot(flag))
    return C.fcntl(fd, set, ffi.new("int", flags))
end
--= flag_of
local function flag_of(fd, get, flag)
    local flags = C.fcntl(fd, get)
    return flags ~= -1 and bit.band(flags, flag) ~= 0 and 1 or 0
end
--= value
local value -- the option value last read
--= get_option
local function get_option(fd, level, name, size)
    local raw, length = ffi.new("uint8_t[?]", math.max(size, 8)), ffi.new("unsigned[1]", size)
    local n = C.getsockopt(fd, level, name, raw, length)
    value = n == 0 and ffi.string(raw, math.min(length[0], math.max(size, 8))) or ""
    return n
end
--= value_number
local function value_number() return ffi.cast("const int *", value .. "\0\0\0\0")[0] end
--= value_text
-- value_text returns the option value up to its NUL.
local function value_text() return value:match("^[^%z]*") end
--= watched
local watched, watching = ffi.new("struct pollfd[?]", WATCHED), 0 -- the descriptors of the last poll or select
--= watch
local function watch(...)
    watching = select("#", ...)
    for n, pair in ipairs({ ... }) do watched[n - 1] = { pair[1], pair[2], 0 } end
end
--= poll_watched
local function poll_watched(timeout) return C.poll(watched, watching, timeout) end
--= select_watched
local function select_watched(seconds)
    local sets, highest = ffi.new("uint8_t[3][128]"), -1
    local function each(visit)
        for n = 0, watching - 1 do
            local w = watched[n]
            for set, bits in pairs({ [0] = bit.bor(C.POLLIN, C.POLLRDHUP), C.POLLOUT, C.POLLPRI }) do visit(w, sets[set], bits) end
        end
    end
    each(function(w, set, bits)
        highest = math.max(highest, w.fd)
        if bit.band(w.events, bits) ~= 0 then set[math.floor(w.fd / 8)] = bit.bor(set[math.floor(w.fd / 8)], bit.lshift(1, w.fd % 8)) end
    end)
    local n = C.select(highest + 1, sets[0], sets[1], sets[2], seconds and ffi.new("int64_t[2]", seconds, seconds % 1 * 1e6 + 0.5) or nil)
    each(function(w, set, bits)
        if n > 0 and bit.band(set[math.floor(w.fd / 8)], bit.lshift(1, w.fd % 8)) ~= 0 then w.revents = bit.bor(w.revents, bit.band(bits, 7)) end
    end)
    return n
end
--= polled
-- polled returns the events that the last poll or select reported for a descriptor.
local function polled(fd)
    for n = 0, watching - 1 do
        if watched[n].fd == fd and watched[n].revents ~= 0 then return bit.band(watched[n].revents, 0xffff) end
    end
    return 0
end
--= reports
local reports = ffi.new("struct epoll_event[?]", REPORTS)
--= reported
-- reported returns the events that epoll_wait reported for a descriptor.
local function reported(fd)
    for n = 0, r - 1 do
        if reports[n].fd == fd then return bit.tobit(reports[n].events) end
    end
    return 0
end
--= ready
-- ready polls one descriptor and returns its events.
local function ready(fd)
    local one = ffi.new("struct pollfd[1]", { { fd, bit.bor(C.POLLIN, C.POLLOUT, C.POLLPRI, C.POLLRDHUP), 0 } })
    C.poll(one, 1, 0)
    return bit.band(one[0].revents, 0xffff)
end
--= pair
local pair -- the descriptors that the last call has made
--= filter_program
local filters = {} -- keeps filter programs alive
-- filter_program returns a struct sock_fprog of instructions (code, jt, jf, k).
local function filter_program(...)
    local filter = ffi.new("struct sock_filter[?]", select("#", ...), { ... })
    filters[#filters + 1] = filter
    return ffi.new("struct sock_fprog", { select("#", ...), filter })
end
--= made
local made = -1 -- the descriptor made by a step of several calls
--= server
-- server makes a listener: socket, SO_REUSEADDR, bind, listen.
local function server(at, backlog)
    local fd = C.socket(at:byte(1) + 256 * at:byte(2), C.SOCK_STREAM, 0)
    if fd == -1 then return -1 end
    made = fd
    if C.setsockopt(fd, C.SOL_SOCKET, C.SO_REUSEADDR, ints(1), 4) == -1 or C.bind(fd, at, #at) == -1 then return -1 end
    return C.listen(fd, backlog)
end
--= client
-- client connects without blocking in connect: socket, connect, poll, SO_ERROR.
local function client(at)
    local fd = C.socket(at:byte(1) + 256 * at:byte(2), bit.bor(C.SOCK_STREAM, C.SOCK_NONBLOCK), 0)
    if fd == -1 then return -1 end
    made = fd
    if C.connect(fd, at, #at) == -1 and ffi.errno() ~= C.EINPROGRESS then return -1 end
    local one = ffi.new("struct pollfd[1]", { { fd, C.POLLOUT, 0 } })
    local n = C.poll(one, 1, 5000)
    if n < 1 then
        if n == 0 then ffi.errno(C.EINPROGRESS) end
        return -1
    end
    local pending = option(fd, C.SOL_SOCKET, C.SO_ERROR)
    if pending == 0 then return 0 end
    ffi.errno(pending)
    return -1
end
--= closedown
-- closedown shuts the connection down for every process that has it, and closes the descriptor.
local function closedown(fd)
    if C.shutdown(fd, C.SHUT_RDWR) == -1 and ffi.errno() ~= C.ENOTCONN then return -1 end
    return C.close(fd)
end
--= memory_file
-- memory_file makes a file in memory with this content.
local function memory_file(name, content)
    local fd = C.memfd_create(name, C.MFD_ALLOW_SEALING)
    if fd == -1 then return -1 end
    made = fd
    if C.write(fd, content, #content) == -1 or C.lseek(fd, 0, C.SEEK_SET) == -1 then return -1 end
    return fd
end
--= timer
-- timer makes a timerfd, from which the number of expirations can be read; times are in nanoseconds.
local function timer(first, every, flags)
    local fd = C.timerfd_create(C.CLOCK_MONOTONIC, flags)
    if fd == -1 then return -1 end
    made = fd
    if C.timerfd_settime(fd, 0, ffi.new("int64_t[4]", every / 1e9, every % 1e9, first / 1e9, first % 1e9), nil) == -1 then return -1 end
    return fd
end
--= limit_descriptors
local function limit_descriptors(n)
    local limits = ffi.new("uint64_t[2]")
    if C.getrlimit(C.RLIMIT_NOFILE, limits) == -1 then return -1 end
    limits[0] = n
    return C.setrlimit(C.RLIMIT_NOFILE, limits)
end
--= control_message
-- control_message returns a control message with its header.
local function control_message(level, type, bytes)
    return longs(16 + #bytes) .. ints(level, type) .. bytes .. ("\0"):rep(-#bytes % 8)
end
--= vector
-- vector returns the parts as an array of struct iovec.
local function vector(parts)
    local list = ffi.new("struct iovec[?]", #parts)
    for n, part in ipairs(parts) do list[n - 1] = { part, #part } end
    return list
end
--= header
-- header returns a struct msghdr. It points to the parts, the address and the control messages, which must stay alive.
local function header(m, address, length, list, parts)
    m.name, m.namelen, m.iov, m.iovlen = address, length, list, parts
    return m
end
--= send_message
-- The bytes have room for the NUL at the end of a Lua string.
local function send_message(fd, sockaddr, flags, parts, control, length)
    local list = vector(parts)
    local address = sockaddr and ffi.new("uint8_t[?]", #sockaddr + 1, sockaddr)
    local room = control and ffi.new("uint8_t[?]", #control + 1, control)
    local m = header(ffi.new("struct msghdr"), address, length or sockaddr and #sockaddr or 0, list, #parts)
    m.control, m.controllen = room, control and #control or 0
    return C.sendmsg(fd, m, flags)
end
--= send_messages
local function send_messages(fd, sockaddr, flags, texts, length)
    local list, parts = ffi.new("struct mmsghdr[?]", #texts), vector(texts)
    local address = sockaddr and ffi.new("uint8_t[?]", #sockaddr + 1, sockaddr)
    for n = 0, #texts - 1 do header(list[n].header, address, length or sockaddr and #sockaddr or 0, parts + n, 1) end
    return C.sendmmsg(fd, list, #texts, flags)
end
--= receive_many
local function receive_many(fd, count, size, flags)
    local list, parts = ffi.new("struct mmsghdr[?]", math.max(count, 1)), ffi.new("struct iovec[?]", math.max(count, 1))
    for n = 0, count - 1 do
        parts[n] = { data + n * size, size }
        header(list[n].header, nil, 0, parts + n, 1)
    end
    return C.recvmmsg(fd, list, count, flags, nil)
end
--= into
-- into returns consecutive parts of the buffer, of these sizes.
local function into(data, ...)
    local sizes, at = { ... }, 0
    local list = ffi.new("struct iovec[?]", #sizes)
    for n, size in ipairs(sizes) do
        list[n - 1] = { data + at, size }
        at = at + size
    end
    return list, #sizes
end
--= write_parts
local function write_parts(fd, parts) return C.writev(fd, vector(parts), #parts) end
--= read_parts
local function read_parts(fd, list, parts) return C.readv(fd, list, parts) end
--= messages
-- messages makes an empty table for a number when it is first used.
local function messages()
    return setmetatable({}, { __index = function(all, n)
        all[n] = {}
        return all[n]
    end })
end
--= receive
-- receive receives a message; its parts go to data, one after another, and the rest to message.
local function receive(fd, message, flags, room, list, parts)
    local from, control = ffi.new("uint8_t[128]"), ffi.new("uint8_t[?]", math.max(room, 1))
    local m = ffi.new("struct msghdr", { from, 128, list, parts, control, room, 0 })
    local n = C.recvmsg(fd, m, flags)
    message.from, message.flags, message.control = nil, nil, nil
    if n ~= -1 then
        message.from, message.flags, message.control = ffi.string(from, m.namelen), m.flags, ffi.string(control, m.controllen)
    end
    return n
end
--= came
-- came returns the data of a control message, nil if there was none.
local function came(m, level, type)
    local p = m.control or ""
    while #p >= 16 do
        local h = ffi.cast("const struct cmsghdr *", p)
        local length = tonumber(h.length)
        if length < 16 or length > #p then return nil end
        if h.level == level and h.type == type then return p:sub(17, length) end
        p = p:sub(math.floor((length + 7) / 8) * 8 + 1)
    end
end
--= came_number
-- came_number returns the number in a control message: of 1, 2, 4 or 8 bytes, or the first timestamp that is set.
local function came_number(text)
    if not text then return -1 end
    local kinds = { [1] = "const uint8_t *", [2] = "const uint16_t *", [4] = "const int32_t *", [8] = "const int64_t *" }
    if kinds[#text] then return tonumber(ffi.cast(kinds[#text], text)[0]) end
    local times = ffi.cast("const int64_t *", text)
    for n = 0, math.floor(#text / 16) - 1 do
        local seconds, part = tonumber(times[2 * n]), tonumber(times[2 * n + 1])
        if seconds ~= 0 or part ~= 0 then return seconds * 1e9 + part end
    end
    return 0
end
--= descriptor
-- descriptor returns the nth descriptor of a message, -1 if there were fewer.
local function descriptor(m, nth)
    local text = came(m, C.SOL_SOCKET, C.SCM_RIGHTS) or ""
    if #text < 4 * (nth + 1) then return -1 end
    return ffi.cast("const int *", text)[nth]
end
--= counter
-- counter returns a counter from /proc/net/snmp or /proc/net/netstat.
local function counter(wanted)
    for _, file in ipairs({ "/proc/net/netstat", "/proc/net/snmp" }) do
        for titles, values in proc(file):gmatch("([^\n]+)\n([^\n]+)\n") do
            local value = values:gmatch("%S+")
            for title in titles:gmatch("%S+") do
                local n = value()
                if title == wanted or titles:match("^%a+") .. title == wanted then return tonumber(n) end
            end
        end
    end
    return -1
end
--= set_sysctl
-- set_sysctl writes a kernel setting, but only in a network namespace of its own: only the machine's has tcp_mem.
local function set_sysctl(file, setting)
    local whole = io.open("/proc/sys/net/ipv4/tcp_mem")
    if whole then
        io.stderr:write(file, " would be set for the whole machine: run this in a network namespace of its own, as shown at the top\n")
        stop(3)
    end
    local f = io.open(file, "w")
    if not f then return -1 end
    local ok = f:write(setting)
    return f:close() and ok and 0 or -1
end
--= get_sysctl
-- get_sysctl reads a kernel setting into data, with single spaces between its words.
local function get_sysctl(file)
    local text = proc(file):gsub("%s+", " "):gsub(" $", "")
    ffi.copy(data, text, #text)
    return #text
end
--= whole
-- whole returns the number in data.
local function whole() return tonumber(ffi.string(data, r)) or 0 end
--= begin
-- begin starts a call on its own thread, and returns once it blocks or is done. A Lua state belongs
-- to one thread, so the call has a state of its own, which runs source.
local function begin(t, source)
    t.id, t.over = 0, 0
    local L = C.luaL_newstate()
    C.luaL_openlibs(L)
    local code = [[
        local ffi, bit = require("ffi"), require("bit")
        ffi.cdef(]] .. ("%q"):format(declarations) .. [[)
        local C = ffi.C
        local t = ffi.cast("struct task *", ]] .. ("%.0f"):format(tonumber(ffi.cast("uintptr_t", ffi.cast("struct task *", t)))) .. [[)
        local data = t.data
        local function run()
            t.id = C.gettid()
            t.answer = (function() ]] .. source .. [[ end)()
            t.error = ffi.errno()
            t.over = 1
            return nil
        end
        jit.off(run, true)
        callback = ffi.cast("void *(*)(void *)", run)
        address = tonumber(ffi.cast("uintptr_t", callback))
    ]]
    if C.luaL_loadstring(L, code) ~= 0 or C.lua_pcall(L, 0, 0, 0) ~= 0 then error(ffi.string(C.lua_tolstring(L, -1, nil))) end
    C.lua_getfield(L, C.LUA_GLOBALSINDEX, "address")
    local id = ffi.new("unsigned long[1]")
    C.pthread_create(id, nil, ffi.cast("void *(*)(void *)", C.lua_tonumber(L, -1)), nil)
    t.thread = id[0]
    repeat
        C.usleep(1000)
    until t.over ~= 0 or t.id ~= 0 and proc("/proc/self/task/" .. t.id .. "/stat"):match("%) S")
end
--= finish
-- finish waits for a call and takes its result, as if it had been made here.
local function finish(t)
    C.pthread_join(t.thread, nil)
    ffi.copy(data, t.data, DATA_SIZE)
    r = tonumber(t.answer)
    e = r == -1 and t.error or 0
end
--= waited
-- waited reports whether a call is done within this time.
local function waited(t, seconds)
    within(seconds)
    while t.over == 0 do
        if not backoff(true) then return t.over ~= 0 end
    end
    return true
end
--= interrupt
-- interrupt ends a blocked call by a signal whose handler does nothing and does not restart it. The handler
-- is abs(3), since a Lua function can't be one.
local function interrupt(t)
    local action = ffi.new("struct sigaction")
    action.handler = ffi.cast("void *", C.abs)
    C.sigaction(C.SIGUSR1, action, nil)
    while t.over == 0 do
        C.pthread_kill(t.thread, C.SIGUSR1)
        C.usleep(1000)
    end
end
--= own_folder
-- own_folder makes a temporary folder for the files of sockets.
local function own_folder()
    local folder = ffi.new("char[32]", "/tmp/netnet-XXXXXX")
    if C.mkdtemp(folder) == nil or C.chdir(folder) == -1 then error("no folder can be made in /tmp") end
    return ffi.string(folder)
end
