package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Names returns the names of the themes to choose from. It does not make the themes, which takes longer.
func Names() []string { return []string{"dark", "light", "contrast"} }

// Themes returns the themes to choose from, in the order of Names.
func Themes() []*Theme { return []*Theme{dark(), light(), contrast()} }

func dark() *Theme {
	return &Theme{
		Name: "dark", Summary: "for a dark terminal",
		Roles: [roles]lipgloss.Style{
			Text: ink("#d0d5e0"), Dim: ink("#8992a6"), Faint: ink("#525a6e"),
			Strong: ink("#eceff6").Bold(true), Accent: ink("#7ac4ff"), Border: ink("#424a5e"),
			BorderOn: ink("#7ac4ff"), OK: ink("#9ed690"), Wait: ink("#f0c874"),
			Bad: ink("#ff8080"), Fresh: ink("#ffcb6b").Bold(true), Yours: ink("#d6aaff"),
			Live: ink("#9ed690"), Listening: ink("#7ac4ff"), Closing: ink("#f0c874"),
			Name: ink("#82d6ce").Bold(true),
		},
		Grounds: [grounds]lipgloss.Style{
			Plain: paper("#11131a"), Chosen: paper("#283a54"), Marked: paper("#242935"), Raised: paper("#1b1f2a"),
			Inserted: paper("#344660"),
		},
	}
}

func light() *Theme {
	return &Theme{
		Name: "light", Summary: "for a light terminal",
		Roles: [roles]lipgloss.Style{
			Text: ink("#282c38"), Dim: ink("#606778"), Faint: ink("#969caa"),
			Strong: ink("#10121a").Bold(true), Accent: ink("#005caa"), Border: ink("#acb2c0"),
			BorderOn: ink("#005caa"), OK: ink("#18702c"), Wait: ink("#925a00"),
			Bad: ink("#ba1828"), Fresh: ink("#a85400").Bold(true), Yours: ink("#7a2caa"),
			Live: ink("#18702c"), Listening: ink("#005caa"), Closing: ink("#925a00"),
			Name: ink("#006c6c").Bold(true),
		},
		Grounds: [grounds]lipgloss.Style{
			Plain: paper("#fcfcfd"), Chosen: paper("#cde0f6"), Marked: paper("#e6e9ef"), Raised: paper("#f1f3f7"),
			Inserted: paper("#d6e2f2"),
		},
	}
}

// contrast uses only the sixteen colours that every terminal has, and no background but reverse video,
// which the terminal itself makes legible.
func contrast() *Theme {
	return &Theme{
		Name: "contrast", Summary: "high contrast, in the terminal's own sixteen colours",
		Roles: [roles]lipgloss.Style{
			Text: bare(), Dim: bare(), Faint: of(lipgloss.BrightBlack),
			Strong: bare().Bold(true), Accent: of(lipgloss.BrightCyan).Bold(true), Border: of(lipgloss.White), BorderOn: of(lipgloss.BrightCyan).Bold(true), OK: of(lipgloss.BrightGreen), Wait: of(lipgloss.BrightYellow),
			Bad: of(lipgloss.BrightRed).Bold(true), Fresh: of(lipgloss.BrightYellow).Bold(true).Underline(true), Yours: of(lipgloss.BrightMagenta), Live: of(lipgloss.BrightGreen), Listening: of(lipgloss.BrightCyan), Closing: of(lipgloss.BrightYellow),
			Name: of(lipgloss.BrightCyan).Bold(true),
		},
		Grounds: [grounds]lipgloss.Style{Chosen: bare().Reverse(true), Marked: bare().Underline(true), Raised: bare(), Inserted: bare().Underline(true)},
	}
}

// Mono is for a terminal that shows no colours, or was told not to (NO_COLOR).
func Mono() *Theme {
	return &Theme{
		Name: "mono", Summary: "no colours",
		Roles: [roles]lipgloss.Style{
			Dim: bare().Faint(true), Faint: bare().Faint(true), Strong: bare().Bold(true), Accent: bare().Bold(true), Border: bare().Faint(true), BorderOn: bare().Bold(true),
			Wait: bare().Bold(true), Bad: bare().Bold(true), Fresh: bare().Bold(true).Underline(true), Name: bare().Bold(true),
		},
		Grounds: [grounds]lipgloss.Style{Chosen: bare().Reverse(true), Marked: bare().Underline(true), Inserted: bare().Underline(true)},
	}
}

// bare returns the terminal's own look.
func bare() lipgloss.Style { return lipgloss.NewStyle() }

// ink returns a foreground colour, and paper a background colour.
func ink(hex string) lipgloss.Style   { return bare().Foreground(lipgloss.Color(hex)) }
func paper(hex string) lipgloss.Style { return bare().Background(lipgloss.Color(hex)) }

// of returns one of the terminal's own sixteen colours as a foreground.
func of(c color.Color) lipgloss.Style { return bare().Foreground(c) }
