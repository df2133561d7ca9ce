package org.inrzoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.error.ZooException;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Checkpoint;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitState;
import org.inrzoo.io.Json;
import org.inrzoo.io.Safetensors;
import org.inrzoo.network.Architecture;

/** The file that keeps the state of one fit on its way; see {@link FitOptions#withCheckpoints}. */
final class FitCheckpoint {

    private static final String FILE = "fit.checkpoint.safetensors";

    private final Path file;
    private final Variant variant;
    private final Architecture architecture;
    private final Map<String, String> identity;

    FitCheckpoint(Path folder, Variant variant, String dataSha256, Architecture architecture) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder '" + folder + "'", e);
        }
        file = folder.resolve(FILE);
        this.variant = variant;
        this.architecture = architecture;
        identity = Map.of("model", variant.name(), "settings", Json.line(variant.settings()), "image", dataSha256);
    }

    /** Keeps a state, in place of the one before. */
    void write(FitState state) {
        Checkpoint.write(state, architecture.parameters(), identity).write(file);
    }

    /**
     * The state that was kept, if any.
     *
     * @throws FitException when it is that of another fit
     */
    Optional<FitState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Safetensors content = Safetensors.read(file);
        if (!today(content.metadata()).equals(identity)) {
            throw new FitException("'" + file + "' is the checkpoint of another model, other settings or another image:"
                    + " give each fit a folder of its own");
        }
        return Optional.of(Checkpoint.read(content, architecture.parameters(), variant.recipe(), file.toString()));
    }

    /** What a file says of its fit, with the options that are younger than it; as it is where it is no fit of this model. */
    @SuppressWarnings("unchecked")
    private Map<String, String> today(Map<String, String> metadata) {
        Map<String, String> today = new HashMap<>(metadata);
        try {
            Map<String, Object> settings = Json.read(metadata.getOrDefault("settings", ""), Map.class, file.toString());
            today.put("settings", Json.line(variant.restored(settings).settings()));
        } catch (ZooException e) {
            return metadata;
        }
        return today;
    }

    /** Deletes the file where the fit has come to its end, and keeps the state where it has not. */
    void end(FitState state) {
        if (state.step() < variant.recipe().steps()) {
            write(state);
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete '" + file + "'", e);
        }
    }
}
