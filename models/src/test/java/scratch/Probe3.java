package scratch;
import java.nio.file.*; import java.util.*;
import studio.likeness.models.face.find.*;
import studio.likeness.models.media.*;
import studio.likeness.models.runtime.Device;
public class Probe3 {
  static long cpu(){ return ((com.sun.management.OperatingSystemMXBean)java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(); }
  public static void main(String[] a) throws Exception {
    var d=Path.of("/work/shared/data");
    for (int th : new int[]{1,2}) { var dev=new Device.Processor(th);
    var yu=ReadyDetectors.open(d.resolve("models/yunet_n_dynamic.onnx"),dev,640);
    var lm=Landmarks.open(d.resolve("models/pfld_68pts.onnx"),dev);
    var cas=new FaceFinder();
    var p=MediaReader.readPicture(d.resolve("face_photo/one_face_mouth_open.jpg"),512);
    for (int r=0;r<3;r++) { int n=40; long c=cpu(),t=System.nanoTime(); for(int i=0;i<n;i++) yu.find(p); System.out.printf("threads %d yunet cpu %.1f wall %.1f%n",th,(cpu()-c)/1e6/n,(System.nanoTime()-t)/1e6/n);
     var f=yu.find(p).getFirst(); c=cpu();t=System.nanoTime(); for(int i=0;i<n;i++) lm.of(p,f); System.out.printf("pfld cpu %.1f wall %.1f%n",(cpu()-c)/1e6/n,(System.nanoTime()-t)/1e6/n); c=cpu();t=System.nanoTime(); for(int i=0;i<n/4;i++) cas.find(p); System.out.printf("cascade cpu %.1f wall %.1f%n",(cpu()-c)/1e6/(n/4),(System.nanoTime()-t)/1e6/(n/4)); }
    }}
}
