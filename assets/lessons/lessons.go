// Package lessons holds the lessons that are built in.
package lessons

import "embed"

// Files are the lessons, each a Markdown file, in the order of their names.
//
//go:embed *.md
var Files embed.FS
