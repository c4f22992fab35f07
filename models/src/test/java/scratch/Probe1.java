package scratch;
import java.nio.file.*; import java.util.*;
import studio.likeness.models.face.find.*;
import studio.likeness.models.media.*;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
public class Probe1 {
  static void stats(String what, List<double[]> rows){ int n=rows.getFirst().length; double[] m=new double[n], s=new double[n]; for(var r:rows) for(int i=0;i<n;i++) m[i]+=r[i]/rows.size(); for(var r:rows) for(int i=0;i<n;i++) s[i]+=Math.pow(r[i]-m[i],2)/rows.size(); System.out.print(what+" n="+rows.size()); for(int i=0;i<n;i++) System.out.printf(" %.3f±%.3f",m[i],Math.sqrt(s[i])); System.out.println(); }
  public static void main(String[] a) throws Exception {
    var d=Path.of("/work/shared/data");
    var yu=ReadyDetectors.open(d.resolve("models/yunet_n_dynamic.onnx"),Device.processor(),640);
    var lm=Landmarks.open(d.resolve("models/pfld_68pts.onnx"),Device.processor());
    var cas=new FaceFinder();
    double[][] mean=new double[68][2]; int total=0;
    var all=new ArrayList<Picture>();
    for (var f: List.of("talk_512_25fps_audio.mp4","webcam_512x480_30fps.mp4","studio_480_30fps_silent.mp4")) {
      long tY=0,tL=0,tC=0; int n=0,found=0,cfound=0; var rows=new ArrayList<double[]>();
      try (var r=MediaReader.open(d.resolve("face_video/"+f),16000)) {
        for (var p=r.nextPicture();p.isPresent();p=r.nextPicture()) {
          long t0=System.nanoTime(); var fs=yu.find(p.get()); long t1=System.nanoTime(); tY+=t1-t0; n++;
          if(fs.isEmpty()) continue; found++;
          var pts=lm.of(p.get(),fs.getFirst()); tL+=System.nanoTime()-t1;
          double lx=0,ly=0,rx=0,ry=0; for(int i=36;i<42;i++){lx+=pts.get(i).x()/6;ly+=pts.get(i).y()/6;} for(int i=42;i<48;i++){rx+=pts.get(i).x()/6;ry+=pts.get(i).y()/6;}
          double mx=(lx+rx)/2,my=(ly+ry)/2,ux=rx-lx,uy=ry-ly,len=ux*ux+uy*uy;
          for(int i=0;i<68;i++){double dx=pts.get(i).x()-mx,dy=pts.get(i).y()-my; mean[i][0]+=(dx*ux+dy*uy)/len; mean[i][1]+=(dy*ux-dx*uy)/len;} total++;
          if(n%10==0){ long c0=System.nanoTime(); var cf=cas.find(p.get()); tC+=System.nanoTime()-c0; if(!cf.isEmpty()){cfound++; var c=cf.getFirst(); var y=fs.getFirst(); rows.add(new double[]{(y.left()-c.x())/c.width(),(y.top()-c.y())/c.width(),(y.right()-c.x())/c.width(),(y.bottom()-c.y())/c.width(),c.eyes().size()});}}
        }}
      System.out.printf("%s n=%d found=%d yunet %.1f ms pfld %.1f ms cascade %.1f ms, cascade found %d%n",f,n,found,tY/1e6/n,tL/1e6/found,tC/1e6/(n/10),cfound);
      stats("yunet in cascade's box l t r b eyes", rows);
    }
    for(int i=0;i<68;i++) System.out.printf("%d %.3f %.3f%n",i,mean[i][0]/total,mean[i][1]/total);
    try(var s=Files.list(d.resolve("face_photo"))){ for(var f:s.sorted().toList()){ var p=MediaReader.readPicture(f,1280); var fs=yu.find(p); var cs=cas.find(p); System.out.println(f.getFileName()+" "+p.width()+"x"+p.height()+" yunet "+fs.size()+" cascade "+cs.size()); for(var x:fs) System.out.printf("   y %.0f %.0f %.0f %.0f s=%.2f%n",x.left(),x.top(),x.right(),x.bottom(),x.score()); for(var c:cs) System.out.println("   c "+c); } }
  }
}
