package studio.likeness.models.face.profile;
import java.nio.file.*; import java.util.*;
import studio.likeness.models.media.*;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.job.*;
public class Probe4 {
  static long cpu(){ return ((com.sun.management.OperatingSystemMXBean)java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(); }
  static FaceTools.Choice best(){ var d=Path.of("/work/shared/data"); return new FaceTools.Choice(Optional.of(new FaceTools.Graph("yunet","yunet",d.resolve("models/yunet_n_dynamic.onnx"))),Optional.of(new FaceTools.Graph("pfld","pfld",d.resolve("models/pfld_68pts.onnx")))); }
  public static void main(String[] a) throws Exception {
    var d=Path.of("/work/shared/data/face_video");
    var names=a.length>1?List.of(a).subList(1,a.length):List.of("talk_512_25fps_audio.mp4","studio_480_30fps_silent.mp4","webcam_512x480_30fps.mp4");
    for (var ch : a[0].equals("plain")?List.of(FaceTools.Choice.NONE):a[0].equals("best")?List.of(best()):List.of(best(),FaceTools.Choice.NONE))
    try (var tools=FaceTools.open(ch,new Device.Processor(1))) { for (var n:names) { var draft=Path.of("/tmp/fp/"+tools.id()+"-"+n); Files.createDirectories(draft);
      long c=cpu(),t=System.nanoTime(); var p=new FaceImport(tools).make(d.resolve(n),Which.only(),draft,Progress.none());
      System.out.printf("%s %s: %d frames %dx%d cpu %.1f s wall %.1f s, profile.json %d B clip %d B%n",tools.id(),n,p.frames(),p.width(),p.height(),(cpu()-c)/1e9,(System.nanoTime()-t)/1e9,Files.size(draft.resolve("profile.json")),Files.size(draft.resolve("clip.mp4")));
      var r=FaceReport.read(draft); System.out.println("  "+r.source()+"\n  "+r.faces()+"\n  "+r.figures()+" loop "+p.loop()+" rest "+p.rest().stream().filter(x->x).count());
      for (var f:r.findings()) System.out.printf("  %-8s %-5s %.4f %s %s%n",f.aspect(),f.verdict(),f.value(),f.sentence(),f.remedy());
      var o=p.points().stream().mapToDouble(FivePoints::opening).sorted().toArray(); System.out.printf("  opening p0 %.3f p5 %.3f p25 %.3f p50 %.3f p95 %.3f%n",o[0],o[o.length/20],o[o.length/4],o[o.length/2],o[o.length*19/20]);
    } }
  }
}
