package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Test;

class LivePicturesTests {

    private static final Image PICTURE = Datasets.image("camera").resize(16, 16);

    private static ZooModel model(String name, int steps) {
        return Zoo.get(name).with("width", 8).with("depth", 2).with("steps", steps);
    }

    @Test
    void learnWhatFitsOfTheirOwnWouldToTheSameBits() {
        LivePictures live =
                new LivePictures(PICTURE).add("a", model("relu", 30)).add("b", model("siren", 7));
        live.learn();
        assertThat(live.fitted("a").parameters())
                .isEqualTo(model("relu", 30).fit(PICTURE).parameters());
        assertThat(live.fitted("b").parameters())
                .isEqualTo(model("siren", 7).fit(PICTURE).parameters());
    }

    @Test
    void endAtAnInterruptAndKeepWhatWasLearnt() {
        LivePictures live = new LivePictures(PICTURE).add("a", model("siren", 5));
        live.learn();
        float[] learnt = live.fitted("a").parameters();
        live.add("b", model("siren", 1_000_000_000));
        Thread.currentThread().interrupt();
        live.learn();
        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        assertThat(live.fitted("a").parameters()).isEqualTo(learnt);
        assertThat(live.fitted("b").render(16, 16).width())
                .as("width of the untrained network's picture")
                .isEqualTo(16);
    }

    @Test
    void areShownAtMomentsThatGrowApart() {
        int[] moments = LivePictures.moments(400);
        assertThat(moments).startsWith(0, 1, 2).endsWith(400).isSorted();
        assertThat(moments.length).isBetween(20, 31);
        assertThat(LivePictures.moments(1)).containsExactly(0, 1);
    }

    @Test
    void needANetworkAndKnowTheirCaptions() {
        assertThatThrownBy(() -> new LivePictures(PICTURE).learn()).hasMessage("add a network first");
        assertThatThrownBy(() ->
                        new LivePictures(PICTURE).add("a", model("relu", 1)).fitted("b"))
                .hasMessageContaining("[a]");
    }
}
