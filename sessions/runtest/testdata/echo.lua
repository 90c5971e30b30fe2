-- Sends 300,000 bytes in pieces, and compares what comes back.
local socket = require("socket")
local c = assert(socket.connect("127.0.0.1", tonumber(arg[1])))
local total = 0
for n = 1, 300 do
  local piece = string.rep(string.char(n % 256), 1000)
  assert(c:send(piece))
  local back = assert(c:receive(1000))
  assert(back == piece, "other bytes came back")
  total = total + #back
end
c:shutdown("send")
local rest, err = c:receive(1)
assert(rest == nil and err == "closed", "the end does not come")
print(total .. " bytes came back")
