package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.inrzoo.io.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitRecordTests {

    /** The same in every record: JSON has no word for infinity. */
    @ParameterizedTest
    @CsvSource({"Infinity, null", "12.5, 12.5"})
    void aPerfectPsnrIsNull(double psnr, String written) {
        FitRecord.Test test = new FitRecord.Test(psnr, psnr, 1, 1, "0");
        assertThat(Json.line(test)).contains("\"psnr\":" + written + ",").doesNotContain("Infinity");
        assertThat(Json.read(Json.line(test), FitRecord.Test.class, "test")).isEqualTo(test);
    }
}
