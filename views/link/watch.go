package link

import "net/url"

// Briefs is the watch list: the seats that may be in question, with their briefs.
const Briefs = "/briefs"

// Folder is the briefs on all of them as one document with an ending, such as
// "docx"; of every dispute of the record where all is asked for.
func Folder(ending string, query url.Values) string { return With(Briefs+"/folder."+ending, query) }
