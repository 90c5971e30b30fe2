package protocol

// webSocketPage tries out the server it comes from. It loads nothing from elsewhere. With ?send=TEXT it sends TEXT as
// soon as the socket is open.
const webSocketPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>netnet-tui: WebSocket echo</title>
<style>
body { margin: 2rem auto; max-width: 40rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif }
form { display: flex; gap: .5rem } input { flex: 1 } input, button { font: inherit; padding: .3rem .6rem }
ol { list-style: none; padding: 0; font-family: ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
</style>
</head>
<body>
<h1>WebSocket echo</h1>
<p>The socket is <strong id="state" role="status">being opened</strong>.</p>
<form id="form">
<label for="text">Text</label> <input id="text" value="hello" autocomplete="off">
<button>Send</button> <button type="button" id="close">Close</button>
</form>
<ol id="log" aria-live="polite"></ol>
<script>
const find = id => document.getElementById(id)
const log = text => find("log").appendChild(document.createElement("li")).textContent = text
const socket = new WebSocket("ws://" + location.host + location.pathname)
const send = text => {
  if (socket.readyState !== WebSocket.OPEN) return log("not sent: the socket is not open")
  socket.send(text)
  log("sent: " + text)
}
socket.onopen = () => {
  find("state").textContent = "open"
  const first = new URLSearchParams(location.search).get("send")
  if (first !== null) send(first)
}
socket.onmessage = event => log("echo: " + event.data)
socket.onclose = event => { find("state").textContent = "closed, code " + event.code }
find("form").onsubmit = event => { event.preventDefault(); send(find("text").value) }
find("close").onclick = () => socket.close(1000)
</script>
</body>
</html>
`
