package org.inrzoo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Json;
import org.inrzoo.io.Npz;
import org.inrzoo.io.Tensor;

/**
 * The weights for NumPy: an array for each under its name, such as {@code layer1/weight}, then the numbers {@code width},
 * {@code height} and {@code channels} and the texts {@code model} and {@code settings}, a JSON object.
 */
public final class NpzFormat implements FieldFormat {

    @Override
    public String ending() {
        return ".npz";
    }

    @Override
    public void write(FittedImage fitted, Path file) {
        List<Tensor> arrays = new ArrayList<>(NamedParameters.tensors(
                fitted.parameters(), fitted.architecture().parameters()));
        arrays.add(Tensor.of("width", new long[] {fitted.width()}));
        arrays.add(Tensor.of("height", new long[] {fitted.height()}));
        arrays.add(Tensor.of("channels", new long[] {fitted.channels()}));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("model", fitted.variant().name());
        texts.put("settings", Json.line(fitted.variant().settings()));
        Npz.write(file, arrays, texts);
    }
}
