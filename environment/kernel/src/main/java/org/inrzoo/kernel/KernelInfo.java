package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the kernel tells of itself and its language. */
final class KernelInfo {

    private KernelInfo() {}

    static ObjectNode content() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        // Notebooks keep this; the JDK's feature version alone, so that they do not change with every update of it.
        String java = String.valueOf(Runtime.version().feature());
        ObjectNode language = json.objectNode()
                .put("name", "java")
                .put("version", java)
                .put("mimetype", "text/x-java-source")
                .put("file_extension", ".jshell")
                .put("pygments_lexer", "java")
                .put("codemirror_mode", "text/x-java");
        ObjectNode content = json.objectNode()
                .put("status", "ok")
                .put("protocol_version", Message.PROTOCOL)
                .put("implementation", "inrzoo")
                .put("implementation_version", "1")
                .put("banner", "Java " + java + " with the INR zoo on its class path");
        content.set("language_info", language);
        content.set("help_links", json.arrayNode());
        return content;
    }
}
