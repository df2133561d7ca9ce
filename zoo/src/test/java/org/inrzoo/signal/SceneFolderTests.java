package org.inrzoo.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which views of a folder are learnt from, and which are held back. */
class SceneFolderTests {

    @TempDir
    private Path folder;

    private void views(String file, int count) throws IOException {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pictures.writePng(folder.resolve("r_" + i + ".png"), new Image(4, 4, 3, new float[48]).toBufferedImage());
            frames.add("{\"file_path\":\"./r_" + i
                    + "\",\"transform_matrix\":[[1,0,0,0],[0,0,-1,-4],[0,1,0,0],[0,0,0,1]]}");
        }
        Files.writeString(
                folder.resolve(file), "{\"camera_angle_x\":0.7,\"frames\":[" + String.join(",", frames) + "]}");
    }

    private ViewedScene read() {
        return (ViewedScene) SignalKinds.read("scene:" + folder, Map.of());
    }

    @Test
    void testViewsAreHeldElseThoseForValidationElseEveryEighth() throws IOException {
        views("transforms_train.json", 17);
        assertThat(read().learnt()).hasSize(15);
        assertThat(read().held()).hasSize(2);
        views("transforms_val.json", 3);
        assertThat(read().learnt()).hasSize(17);
        assertThat(read().held()).hasSize(3);
        views("transforms_test.json", 4);
        assertThat(read().held()).hasSize(4);
    }

    @Test
    void oneFileOfAllViewsIsDivided() throws IOException {
        views("transforms.json", 8);
        assertThat(read().learnt()).hasSize(7);
        views("transforms.json", 7);
        assertThatThrownBy(this::read)
                .isInstanceOf(OptionException.class)
                .hasMessage("a scene has at least 8 views, so that one can be held back, and this has 7");
    }
}
