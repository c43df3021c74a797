package threagile

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wording"
)

// technologies are those that say what an asset is, by the names and aliases of Threagile. All others are of
// services.
var technologies = map[string]model.ComponentKind{
	"database": model.ComponentDatabase, "db": model.ComponentDatabase, "search-index": model.ComponentDatabase,
	"identity-store-database": model.ComponentDatabase, "identity-store": model.ComponentDatabase, "identity-store-ldap": model.ComponentDatabase,
	"big-data-platform": model.ComponentDatabase, "big-data": model.ComponentDatabase, "operational-historian": model.ComponentDatabase,
	"historian": model.ComponentDatabase,

	"file-server": model.ComponentStorage, "file-storage": model.ComponentStorage, "local-file-system": model.ComponentStorage,
	"local-storage": model.ComponentStorage, "block-storage": model.ComponentStorage, "san": model.ComponentStorage,
	"data-lake": model.ComponentStorage, "artifact-registry": model.ComponentStorage,

	"message-queue": model.ComponentQueue, "mq": model.ComponentQueue,

	"gateway": model.ComponentGateway, "load-balancer": model.ComponentGateway, "lb": model.ComponentGateway, "reverse-proxy": model.ComponentGateway,
	"waf": model.ComponentGateway, "web-application-firewall": model.ComponentGateway, "service-mesh": model.ComponentGateway,

	"browser": model.ComponentFrontend, "web-browser": model.ComponentFrontend, "desktop": model.ComponentFrontend, "desktop-system": model.ComponentFrontend,
	"mobile-app": model.ComponentFrontend, "client-system": model.ComponentFrontend, "client": model.ComponentFrontend,
	"devops-client": model.ComponentFrontend, "hmi": model.ComponentFrontend,

	"batch-processing": model.ComponentJob, "task": model.ComponentJob, "job": model.ComponentJob, "scheduler": model.ComponentJob, "cron": model.ComponentJob,
	"function": model.ComponentFunction,

	"iot-device": model.ComponentDevice, "iot": model.ComponentDevice, "hsm": model.ComponentDevice, "hardware-security-module": model.ComponentDevice,
	"plc": model.ComponentDevice, "programmable-logic-controller": model.ComponentDevice,
	"industrial-control-sensor": model.ComponentDevice, "industrial-control-actor": model.ComponentDevice,
}

// made lists the technologies of an asset. Older models have one.
func (t *thing) made() []string {
	var all []string
	for _, key := range []string{"technology", "technologies"} {
		for _, n := range t.items(key) {
			all = append(all, strings.ToLower(strings.TrimSpace(n.Value)))
		}
	}
	return all
}

// sort is the type of an asset. Where Threagile writes a model itself, it leaves out the first type there is.
func (t *thing) sort() string {
	if sort := strings.ToLower(t.text("type")); sort != "" || t.text("title") == "" {
		return sort
	}
	return "external-entity"
}

// kind is what an asset is as a component. It is found out once, as many arrows may end there.
func (t *thing) kind() model.ComponentKind {
	if !t.kinded {
		t.kinded, t.found = true, t.findKind()
	}
	return t.found
}

// findKind goes by the type of an asset and by its technologies. An outside party that people use stands for
// these people; a store is a database unless its technology knows better.
func (t *thing) findKind() model.ComponentKind {
	made := t.technology()
	switch sort := t.sort(); {
	case sort == "external-entity" && t.is("used_as_client_by_human"):
		return model.ComponentPerson
	case sort == "external-entity" && made != model.ComponentDevice:
		return model.ComponentExternal
	case made != model.ComponentService:
		return made
	case sort == "datastore":
		return model.ComponentDatabase
	case sort == "process" && t.is("used_as_client_by_human"):
		return model.ComponentFrontend
	case t.text("machine") == "serverless":
		return model.ComponentFunction
	}
	return made
}

// technology is the first kind that the technologies of an asset say. A word that Threagile does not have is
// read as text.
func (t *thing) technology() model.ComponentKind {
	for _, word := range t.made() {
		if kind, known := technologies[word]; known {
			return kind
		}
		if kind := (wording.Box{Technology: word}).Kind(); kind != model.ComponentService {
			return kind
		}
	}
	return model.ComponentService
}
