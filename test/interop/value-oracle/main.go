// Reads requests, one line of JSON each, and answers with what the libraries below ESO make of a value: gjson, encoding/json,
// encoding/base64 and regexp. Texts are base64, since they need not be UTF-8.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"regexp"
	"strconv"

	"github.com/tidwall/gjson"
)

type request struct {
	Op     string `json:"op"`
	Value  []byte `json:"value"`
	Path   []byte `json:"path"`
	Source string `json:"source"`
	Target string `json:"target"`
}

type answer struct {
	// Absent: nothing there, or an error.
	Text *[]byte            `json:"text,omitempty"`
	Map  *map[string][]byte `json:"map,omitempty"`
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			return
		}
		var r request
		must(json.Unmarshal(line, &r))
		must(out.Encode(answers[r.Op](r)))
	}
}

var answers = map[string]func(request) answer{
	// a property
	"gjson": func(r request) answer {
		found := gjson.GetBytes(r.Value, string(r.Path))
		if !found.Exists() {
			return answer{}
		}
		return text([]byte(found.String()))
	},
	// extract, as AWS and Google have it
	"members": func(r request) answer {
		raw := map[string]json.RawMessage{}
		if json.Unmarshal(r.Value, &raw) != nil {
			return answer{}
		}
		made := map[string][]byte{}
		for key, value := range raw {
			var text string
			if json.Unmarshal(value, &text) == nil {
				made[key] = []byte(text)
			} else {
				made[key] = value
			}
		}
		return answer{Map: &made}
	},
	// extract, as Vault has it, and merge
	"values": func(r request) answer {
		var values map[string]any
		if json.Unmarshal(r.Value, &values) != nil {
			return answer{}
		}
		made := map[string][]byte{}
		for key, value := range values {
			switch value := value.(type) {
			case string:
				made[key] = []byte(value)
			case float64:
				made[key] = []byte(strconv.FormatFloat(value, 'f', -1, 64))
			case nil:
				made[key] = []byte{}
			default:
				made[key], _ = json.Marshal(value)
			}
		}
		return answer{Map: &made}
	},
	// a whole secret of Vault
	"marshal": func(r request) answer {
		decoder := json.NewDecoder(bytes.NewReader(r.Value))
		decoder.UseNumber()
		var value map[string]any
		if decoder.Decode(&value) != nil {
			return answer{}
		}
		made, err := json.Marshal(value)
		must(err)
		return text(made)
	},
	"base64":    func(r request) answer { return decoded(base64.StdEncoding, r.Value) },
	"base64url": func(r request) answer { return decoded(base64.URLEncoding, r.Value) },
	"rewrite": func(r request) answer {
		expression, err := regexp.Compile(r.Source)
		if err != nil {
			return answer{}
		}
		return text([]byte(expression.ReplaceAllString(string(r.Value), r.Target)))
	},
}

func decoded(encoding *base64.Encoding, value []byte) answer {
	made, err := encoding.DecodeString(string(value))
	if err != nil {
		return answer{}
	}
	return text(made)
}

func text(made []byte) answer {
	if made == nil {
		made = []byte{}
	}
	return answer{Text: &made}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
