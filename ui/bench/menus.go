package bench

import (
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

func showNew(h part.Host) {
	h.Push(&overlay.Menu{Where: scopeNew})
}

func showShutdown(h part.Host) {
	h.Push(&overlay.Menu{Where: scopeShutdown})
}
