package studio.likeness.models.face.profile;
import java.nio.file.*; import java.util.*;
import studio.likeness.models.face.find.*;
import studio.likeness.models.media.*;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
public class Probe2 {
  public static void main(String[] a) throws Exception {
    var d=Path.of("/work/shared/data");
    var ch=new FaceTools.Choice(Optional.of(new FaceTools.Graph("yunet","yunet",d.resolve("models/yunet_n_dynamic.onnx"))),Optional.of(new FaceTools.Graph("pfld","pfld",d.resolve("models/pfld_68pts.onnx"))));
    for (var tools : List.of(FaceTools.open(ch,new Device.Processor(1)), FaceTools.open(FaceTools.Choice.NONE,Device.processor()))) {
    System.out.println(tools.id());
    var items=new ArrayList<Map.Entry<String,Picture>>();
    try(var s=Files.list(d.resolve("face_photo"))){ for(var f:s.sorted().toList()) items.add(Map.entry(f.getFileName().toString(),MediaReader.readPicture(f,1280))); }
    for (var f: List.of("talk_512_25fps_audio.mp4","webcam_512x480_30fps.mp4","studio_480_30fps_silent.mp4")) try (var r=MediaReader.open(d.resolve("face_video/"+f),16000)) { int n=0; for (var p=r.nextPicture();p.isPresent();p=r.nextPicture()) if(n++%60==0) items.add(Map.entry(f+n,p.get())); }
    for(var it:items){ var p=it.getValue(); var fs=tools.find(p); if(fs.isEmpty()){System.out.println(it.getKey()+" none");continue;} long t=System.nanoTime(); var pts=tools.points(p,fs.getFirst()); long t2=System.nanoTime(); var c=Checks.of(p,fs.getFirst(),List.of(),pts); long t3=System.nanoTime();
      System.out.printf("%-38s yaw %5.1f pitch %5.1f roll %5.1f open %.3f pts %d ms checks %d us |",it.getKey(),c.pose().yaw(),c.pose().pitch(),c.pose().roll(),FivePoints.opening(pts),(t2-t)/1000000,(t3-t2)/1000);
      for(var g:c.findings()) System.out.printf(" %s %.3f %s%s",g.aspect(),g.value(),g.verdict(),g.reason().equals("good")?"":":"+g.reason()); System.out.println(); }
    }
  }
}
