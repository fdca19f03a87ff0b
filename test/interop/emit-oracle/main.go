// Reads JSON values, one a line, and answers each with one line of JSON: what kubeseal's libraries print for it.
//
//	yaml:   sigs.k8s.io/yaml, the way of a Kubernetes object: to JSON, back in as YAML, out as YAML
//	direct: go-yaml given the value itself; differs where the way through JSON loses a character or fails
//	json:   encoding/json with two spaces and a final newline
//
// With the argument "resolve" the lines are JSON strings, and the answer is what go-yaml makes of such a plain scalar.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	goyaml "go.yaml.in/yaml/v2"
	"sigs.k8s.io/yaml"
)

type answer struct {
	YAML      string `json:"yaml"`
	YAMLError string `json:"yamlError,omitempty"`
	Direct    string `json:"direct"`
	JSON      string `json:"json"`
}

func main() {
	respond := print
	if len(os.Args) > 1 && os.Args[1] == "resolve" {
		respond = resolve
	}
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadString('\n')
		if line == "" && err != nil {
			return
		}
		must(out.Encode(respond(line)))
	}
}

func print(line string) any {
	value := typed(decode(line))
	var a answer
	indented, err := json.MarshalIndent(value, "", "  ")
	must(err)
	a.JSON = string(indented) + "\n"
	if text, err := yaml.Marshal(value); err != nil {
		a.YAMLError = err.Error()
	} else {
		a.YAML = string(text)
	}
	direct, err := goyaml.Marshal(floats(value))
	must(err)
	a.Direct = string(direct)
	return a
}

func decode(line string) any {
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.UseNumber()
	var value any
	must(decoder.Decode(&value))
	return value
}

// Numbers as Kubernetes holds them: int64, uint64 or float64; others keep their digits.
func typed(value any) any {
	return each(value, func(number json.Number) any {
		if integer, err := number.Int64(); err == nil && number != "-0" {
			return integer
		}
		if integer, err := strconv.ParseUint(string(number), 10, 64); err == nil {
			return integer
		}
		if strings.ContainsAny(string(number), ".eE") || number == "-0" {
			float, err := number.Float64()
			must(err)
			return float
		}
		return number
	})
}

// As sigs.k8s.io/yaml reads them back: digits beyond 64 bits are a float, and a float without a fraction is an integer.
func floats(value any) any {
	switch v := value.(type) {
	case json.Number:
		float, err := v.Float64()
		if err != nil {
			return string(v)
		}
		return float
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return int64(v)
		}
		if v == math.Trunc(v) && v > 0 && v < 1<<64 {
			return uint64(v)
		}
	case []any:
		copied := make([]any, len(v))
		for i, item := range v {
			copied[i] = floats(item)
		}
		return copied
	case map[string]any:
		copied := make(map[string]any, len(v))
		for key, item := range v {
			copied[key] = floats(item)
		}
		return copied
	}
	return value
}

func each(value any, convert func(json.Number) any) any {
	switch v := value.(type) {
	case json.Number:
		return convert(v)
	case []any:
		for i, item := range v {
			v[i] = each(item, convert)
		}
	case map[string]any:
		for key, item := range v {
			v[key] = each(item, convert)
		}
	}
	return value
}

// The kind of a plain scalar, as go-yaml decides it: there is no exported function, so the scalar is read as a document's value.
func resolve(line string) any {
	var text string
	must(json.Unmarshal([]byte(line), &text))
	var value map[string]any
	if err := goyaml.Unmarshal([]byte("key: "+text+"\n"), &value); err != nil {
		return "error"
	}
	switch value["key"].(type) {
	case nil:
		return "null"
	case bool:
		return "bool"
	case int, int64, uint64:
		return "int"
	case float64:
		return "float"
	case string:
		// a date becomes a time only where one is asked for
		var dates map[string]time.Time
		if goyaml.Unmarshal([]byte("key: "+text+"\n"), &dates) == nil {
			return "timestamp"
		}
		return "string"
	}
	return fmt.Sprintf("%T", value["key"])
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
