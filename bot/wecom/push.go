package wecom

// PushChats names the group robots of the settings with the chat id each is reached by.
func (p *Platform) PushChats() map[string]string {
	out := make(map[string]string, len(p.set.Webhooks))
	for name := range p.set.Webhooks {
		out[name] = hookPrefix + name
	}
	return out
}

// Sole tells of the long connection: a robot has one long connection in all; a second one drives the first out.
func (p *Platform) Sole() bool { return p.line != nil }
