// Reads requests, one line of JSON each, and answers with what the Sealed Secrets controller would make of the template: the output, or
// that Go refuses it. Data and output are base64.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

type request struct {
	Template    string            `json:"template"`
	Data        map[string][]byte `json:"data"`
	MissingKeys string            `json:"missingKeys"`
}

type answer struct {
	Output *[]byte `json:"output,omitempty"`
	Error  bool    `json:"error,omitempty"`
}

func main() {
	// as in the controller's pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go
	functions := sprig.GenericFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	delete(functions, "getHostByName")
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			return
		}
		var r request
		must(json.Unmarshal(line, &r))
		must(out.Encode(render(r, functions)))
	}
}

func render(r request, functions template.FuncMap) answer {
	parsed := template.New("template").Funcs(functions)
	if r.MissingKeys == "error" {
		parsed.Option("missingkey=error")
	}
	if _, err := parsed.Parse(r.Template); err != nil {
		return answer{Error: true}
	}
	data := map[string]string{}
	for key, value := range r.Data {
		data[key] = string(value)
	}
	output := bytes.NewBuffer([]byte{})
	if err := parsed.Execute(output, data); err != nil {
		return answer{Error: true}
	}
	text := output.Bytes()
	return answer{Output: &text}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
