package command

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/remote"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, what it was built with and runs on, and the walls that the kernel puts around an engine",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			release, _ := observe.ReadSysctl("kernel.osrelease")
			_, err := fmt.Fprintf(p.Out, "netnet-tui %s, %s %s/%s, kernel %s\n", version(),
				runtime.Version(), runtime.GOOS, runtime.GOARCH, release)
			for _, w := range remote.Walls() {
				stands := "stands"
				if !w.Stands {
					stands = "not available: " + w.Why
				}
				_, _ = fmt.Fprintf(p.Out, "wall %s: %s\n", w.Name, stands)
			}
			p.report(err)
			return nil
		},
	}
}

// version is the version of the module in the build.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
