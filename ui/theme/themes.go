package theme

// Themes are the themes a person can choose from.
func Themes() []*Theme { return []*Theme{dark(), light(), contrast()} }

func dark() *Theme {
	return &Theme{
		Name: "dark", Summary: "for a dark terminal",
		Roles: [roles]Look{
			Text: "38;2;208;213;224", Dim: "38;2;137;146;166", Faint: "38;2;82;90;110",
			Strong: "1;38;2;236;239;246", Accent: "38;2;122;196;255", Border: "38;2;66;74;94",
			BorderOn: "38;2;122;196;255", OK: "38;2;158;214;144", Wait: "38;2;240;200;116",
			Bad: "38;2;255;128;128", Fresh: "1;38;2;255;203;107", Yours: "38;2;214;170;255",
			Live: "38;2;158;214;144", Listening: "38;2;122;196;255", Closing: "38;2;240;200;116",
			Name: "1;38;2;130;214;206",
		},
		Grounds: [grounds]Look{
			Plain: "48;2;17;19;26", Chosen: "48;2;40;58;84", Marked: "48;2;36;41;53", Raised: "48;2;27;31;42",
			Inserted: "48;2;52;70;96",
		},
	}
}

func light() *Theme {
	return &Theme{
		Name: "light", Summary: "for a light terminal",
		Roles: [roles]Look{
			Text: "38;2;40;44;56", Dim: "38;2;96;103;120", Faint: "38;2;150;156;170",
			Strong: "1;38;2;16;18;26", Accent: "38;2;0;92;170", Border: "38;2;172;178;192",
			BorderOn: "38;2;0;92;170", OK: "38;2;24;112;44", Wait: "38;2;146;90;0",
			Bad: "38;2;186;24;40", Fresh: "1;38;2;168;84;0", Yours: "38;2;122;44;170",
			Live: "38;2;24;112;44", Listening: "38;2;0;92;170", Closing: "38;2;146;90;0",
			Name: "1;38;2;0;108;108",
		},
		Grounds: [grounds]Look{
			Plain: "48;2;252;252;253", Chosen: "48;2;205;224;246", Marked: "48;2;230;233;239", Raised: "48;2;241;243;247",
			Inserted: "48;2;214;226;242",
		},
	}
}

// contrast keeps to the sixteen colours every terminal has, and to no background
// but reverse video, which the terminal itself makes legible.
func contrast() *Theme {
	return &Theme{
		Name: "contrast", Summary: "high contrast, in the terminal's own sixteen colours",
		Roles: [roles]Look{
			Text: "", Dim: "", Faint: "90",
			Strong: "1", Accent: "1;96", Border: "37", BorderOn: "1;96", OK: "92", Wait: "93",
			Bad: "1;91", Fresh: "1;4;93", Yours: "95", Live: "92", Listening: "96", Closing: "93",
			Name: "1;96",
		},
		Grounds: [grounds]Look{Chosen: "7", Marked: "4", Raised: "", Inserted: "4"},
	}
}

// Mono is for a terminal that shows no colours, or one told not to (NO_COLOR).
func Mono() *Theme {
	return &Theme{
		Name: "mono", Summary: "no colours",
		Roles: [roles]Look{
			Dim: "2", Faint: "2", Strong: "1", Accent: "1", Border: "2", BorderOn: "1",
			Wait: "1", Bad: "1", Fresh: "1;4", Name: "1",
		},
		Grounds: [grounds]Look{Chosen: "7", Marked: "4", Inserted: "4"},
	}
}
