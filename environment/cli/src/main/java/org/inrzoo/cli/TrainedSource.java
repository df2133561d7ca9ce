package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.inrzoo.Pretrained;
import org.inrzoo.Zoo;
import org.inrzoo.weights.WeightsName;

/** Where a command finds a trained network that takes a folder, a file, or the name of weights. */
final class TrainedSource {

    private TrainedSource() {}

    /**
     * The weights that a text names; empty of a file or a folder.
     *
     * @throws org.inrzoo.option.OptionException when there is neither a file nor weights of this name
     */
    static Optional<Pretrained> named(Path source) {
        String text = source.toString();
        return !Files.exists(source) && WeightsName.isOne(text) ? Optional.of(Zoo.pretrained(text)) : Optional.empty();
    }
}
