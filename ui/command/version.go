package command

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/output"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:         "version",
		Short:       "Print the version, what it was built with and runs on, and the walls that the kernel puts around an engine",
		Args:        onlyFlags,
		Annotations: map[string]string{unminded: ""},
		RunE: func(*cobra.Command, []string) error {
			release, _ := observe.ReadSysctl("kernel.osrelease")
			var page output.Page
			page.Line("netnet-tui %s, %s %s/%s, kernel %s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, release)
			for _, w := range remote.Walls() {
				stands := "stands"
				if !w.Stands {
					stands = "not available: " + w.Why
				}
				page.Line("wall %s: %s", w.Name, stands)
			}
			_, err := p.Out.Write([]byte(page.String()))
			p.report(err)
			return nil
		},
	}
}

// version returns the module's version in this build.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
