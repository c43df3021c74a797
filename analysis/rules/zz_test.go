package rules_test
import ("testing";"os";"github.com/linewalk/linewalk/analysis/rules")
func BenchmarkZZ(b *testing.B){
 rd:=func(n string)string{t,_:=os.ReadFile("/tmp/big/"+n);return string(t)}
 d:=drawing{name:"linewalk.yaml",text:rd("linewalk.yaml"),evidence:map[string]string{"rules.yaml":rd("rules.yaml"),"am.yaml":rd("am.yaml"),"p.yaml":rd("p.yaml")}}
 t:=&testing.T{}
 for b.Loop(){ d.run(t,rules.All()) }
}
