package org.inrzoo.kernel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a front end waits for the kernel: what its connection file says.
 *
 * @param transport such as tcp
 * @param ip the address
 * @param shell port of the requests to run, complete, explain
 * @param control port of the requests to interrupt and to shut down
 * @param stdin port of the questions to the user
 * @param iopub port of all that cells put out
 * @param heartbeat port of the signs of life
 * @param key secret that signs the messages; empty signs none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Connection(
        String transport,
        String ip,
        @JsonProperty("shell_port") int shell,
        @JsonProperty("control_port") int control,
        @JsonProperty("stdin_port") int stdin,
        @JsonProperty("iopub_port") int iopub,
        @JsonProperty("hb_port") int heartbeat,
        String key) {

    /**
     * Reads a connection file.
     *
     * @throws IOException when there is none or it cannot be understood
     */
    static Connection read(Path file) throws IOException {
        Connection connection = new ObjectMapper().readValue(file.toFile(), Connection.class);
        if (connection == null || connection.transport == null || connection.ip == null || connection.key == null) {
            throw new IOException("'" + file + "' lacks transport, ip or key");
        }
        for (int port : new int[] {
            connection.shell, connection.control, connection.stdin, connection.iopub, connection.heartbeat
        }) {
            if (port < 1 || port > 65535) {
                throw new IOException("'" + file + "' lacks one of the five ports, or has one that is none: " + port);
            }
        }
        return connection;
    }

    /** The address of one of the ports. */
    String address(int port) {
        return transport + "://" + ip + ":" + port;
    }
}
