// Package assets holds the one stylesheet, the one script and the icon, and
// serves them under names that carry their hash, so that a browser may keep
// them for good.
package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
)

//go:embed app.css app.js desk-worker.js icon.svg
var files embed.FS

// An Asset is one file as it is served.
type Asset struct {
	// Path is its address, such as /assets/app.1f0c2b7d.css.
	Path        string
	ContentType string
	Content     []byte
}

// The assets. They cannot fail to load: they are part of the program.
var (
	Style  = mustLoad("app.css", "text/css; charset=utf-8")
	Script = mustLoad("app.js", "text/javascript; charset=utf-8")
	Icon   = mustLoad("icon.svg", "image/svg+xml")
)

// Folder is where the assets are served.
const Folder = "/assets/"

// DeskWorker is the script of the desk's service worker. It is served at an
// address of its own, from which it may look after the pages of meetings.
var DeskWorker = mustLoad("desk-worker.js", "text/javascript; charset=utf-8")

// All gives every asset.
func All() []Asset { return []Asset{Style, Script, Icon} }

func mustLoad(name, contentType string) Asset {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("the program was built without %s: %v", name, err))
	}
	sum := sha256.Sum256(content)
	extension := path.Ext(name)
	hashed := fmt.Sprintf("%s%s.%s%s", Folder, strings.TrimSuffix(name, extension), hex.EncodeToString(sum[:4]), extension)
	return Asset{Path: hashed, ContentType: contentType, Content: content}
}
