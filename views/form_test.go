package views

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
)

// sent gives the context of a request with a body.
func sent(t *testing.T, kind, body string) echo.Context {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(body))
	request.Header.Set("Content-Type", kind)
	return echo.New().NewContext(request, httptest.NewRecorder())
}

func TestAFormIsReadFieldByField(t *testing.T) {
	long := strings.Repeat("é", longestField)
	body := url.Values{
		"title": {"  Afghanistan "}, "broken": {"a\xffb"}, "long": {long}, "pasted": {long}, "nul": {"a\x00b"}, "lines": {"one\r\ntwo\n"}, "seat": {"1", "2"},
	}.Encode()
	f, err := readForm(sent(t, echo.MIMEApplicationForm, body), "pasted")
	if err != nil {
		t.Fatal(err)
	}
	if f.value("title") != "Afghanistan" || f.values.Get("lines") != "one\ntwo\n" || len(f.all("seat")) != 2 {
		t.Errorf("read %q %q %q", f.value("title"), f.values.Get("lines"), f.all("seat"))
	}
	for name, says := range map[string]string{"broken": "UTF-8", "long": "longer", "nul": "control characters", "title": "", "pasted": "", "lines": ""} {
		faults := f.faultsOf(name)
		if says == "" && len(faults) > 0 || says != "" && (len(faults) != 1 || !strings.Contains(faults[0].What, says)) {
			t.Errorf("%s: %v", name, faults)
		}
	}
	if f.value("broken") != "a\uFFFDb" || f.value("long") != long {
		t.Error("what is wrong was not kept")
	}
}

func TestAFormIsNothingElse(t *testing.T) {
	for _, kind := range []string{"text/plain", "application/json", "multipart/form-data; boundary=x", ""} {
		if _, err := readForm(sent(t, kind, "a=b")); err == nil {
			t.Errorf("%q was read as a form", kind)
		}
	}
	for _, body := range []string{"a=%zz", "a;b=c"} {
		if _, err := readForm(sent(t, echo.MIMEApplicationForm, body)); err == nil {
			t.Errorf("%q was read as a form", body)
		}
	}
}

func TestAFormHoldsTheFaultsOfTheDomain(t *testing.T) {
	f := newForm(url.Values{"title": {"x"}})
	if f.hold(&credentials.NotFound{}) || f.faulty() || !f.hold(credentials.Invalidf("title", "too short")) || len(f.field("title", "Title", "").Faults) != 1 {
		t.Errorf("the form holds %v", f.faults)
	}
}

// Who sends JSON is answered in JSON, however the kind of content is spelled.
func TestWhoSendsJSONIsAnsweredInJSON(t *testing.T) {
	for kind, want := range map[string]face{
		"application/json": jsonFace, "application/json; charset=utf-8": jsonFace, "Application/JSON": jsonFace,
		"application/jsonish": htmlFace, echo.MIMEApplicationForm: htmlFace, "": htmlFace,
	} {
		c := sent(t, kind, "[]")
		if err := chooseFace(func(echo.Context) error { return nil })(c); err != nil || faceOf(c) != want {
			t.Errorf("%q is answered as %q (%v)", kind, faceOf(c), err)
		}
	}
}
