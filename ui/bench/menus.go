package bench

import (
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

func showNew(h part.Host) {
	h.Push(&overlay.Menu{Where: scopeNew, Title: "A new socket"})
}

func showShutdown(h part.Host) {
	h.Push(&overlay.Menu{Where: scopeShutdown, Title: "Shut down"})
}
